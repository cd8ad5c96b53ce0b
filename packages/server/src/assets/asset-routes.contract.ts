import { createHash } from 'node:crypto'
import { connect } from 'node:net'
import type { CanvasId } from '@flowstate/engine'
import { type Asset, type Canvas, type CreatedShare, imageTypes, type LoginAnswer } from '@flowstate/protocol'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type RestHarness, startRest } from '../http/testing/rest-harness.ts'
import type { FreshDatabase } from '../storage/testing/fresh-database.ts'
import { craftGif, craftJpeg, craftPng, jpegSegment, secretPlace } from './testing/crafted-images.ts'

const limits = {
  LIMIT_ASSET_BYTES_MAX: '300000',
  LIMIT_ASSET_PIXELS_MAX: '1000000',
  LIMIT_CANVAS_ASSETS_MAX: '4',
}

/** Where the bytes of pictures go instead of into the database. */
export interface StartedStore {
  /** The settings as a server is given them. */
  readonly env: Readonly<Record<string, string>>
  close(): Promise<void>
}

/**
 * Pictures of a canvas, stored in either database.
 * @param startStore where their bytes go instead, if anywhere
 */
export function assetRoutesContract(
  open: () => Promise<FreshDatabase>,
  startStore?: () => Promise<StartedStore>,
): void {
  describe('assets', () => {
    let rest: RestHarness
    let outside: StartedStore | undefined
    let owner: LoginAnswer
    let url: URL

    beforeAll(async () => {
      outside = await startStore?.()
      rest = await startRest(await open(), { ...limits, ...outside?.env })
      owner = await rest.register('Owner')
      url = new URL(await rest.server.app.listen({ host: '127.0.0.1', port: 0 }))
    })
    afterAll(async () => {
      await rest.close()
      await outside?.close()
    })

    const inject = (
      canvasId: string,
      options: { payload?: Buffer | string; type?: string; token?: string } = {},
    ) =>
      rest.server.app.inject({
        method: 'POST',
        url: `/api/v1/canvases/${canvasId}/assets`,
        headers: {
          'content-type': options.type ?? 'image/png',
          authorization: `Bearer ${options.token ?? owner.accessToken}`,
        },
        ...(options.payload === undefined ? {} : { payload: options.payload }),
      })
    const get = (canvasId: string, assetId: string, token = owner.accessToken, headers = {}) =>
      rest.call({ method: 'GET', path: `/canvases/${canvasId}/assets/${assetId}`, token, headers })
    const count = async (table: 'assets' | 'canvas_assets') =>
      (await rest.server.deps.db.kysely.selectFrom(table).selectAll().execute()).length
    const linkToken = async (canvasId: CanvasId, scope: 'view' | 'edit'): Promise<string> => {
      const path = `/canvases/${canvasId}/shares`
      const made = await rest.call({ method: 'POST', path, token: owner.accessToken, body: { scope } })
      const { token }: CreatedShare = made.json()
      const opened = await rest.call({ method: 'POST', path: '/shares/exchange', body: { token } })
      return opened.json().accessToken
    }
    const deleteForEver = async ({ id }: Canvas) => {
      for (const query of ['', '?forever=true'])
        await rest.call({ method: 'DELETE', path: `/canvases/${id}${query}`, token: owner.accessToken })
    }

    test('a picture comes back as the bytes its id is the hash of, to be kept for ever and to run nothing', async () => {
      const canvas = await rest.createCanvas(owner)
      const payload = craftPng(30, 20)
      const first = await inject(canvas.id, { payload })
      expect(first.statusCode).toBe(201)
      const asset: Asset = first.json()
      const id = createHash('sha256').update(payload).digest('hex')
      expect(asset).toEqual({ id, mimeType: 'image/png', byteLength: payload.length, width: 30, height: 20 })
      const again = await inject(canvas.id, { payload })
      expect([again.statusCode, again.json()]).toEqual([200, asset])
      const read = await get(canvas.id, id)
      expect(read.rawPayload).toEqual(payload)
      expect(read.headers).toMatchObject({
        'content-type': 'image/png',
        'cache-control': 'private, max-age=31536000, immutable',
        'content-disposition': `inline; filename="${id}.png"`,
        'content-security-policy': "default-src 'none'; sandbox",
        'x-content-type-options': 'nosniff',
        etag: `"${id}"`,
      })
      const known = await get(canvas.id, id, owner.accessToken, { 'if-none-match': `"other", W/"${id}"` })
      expect([known.statusCode, known.body]).toEqual([304, ''])
    })

    test('what a photograph says about place and camera is gone before it is hashed', async () => {
      const canvas = await rest.createCanvas(owner)
      const exif = jpegSegment(0xe1, Buffer.from(`Exif\0\0${secretPlace}`))
      const sent = await inject(canvas.id, { payload: craftJpeg(30, 20, [exif]), type: 'image/jpeg' })
      const clean = craftJpeg(30, 20)
      expect(sent.json().id).toBe(createHash('sha256').update(clean).digest('hex'))
      expect((await get(canvas.id, sent.json().id)).rawPayload).toEqual(clean)
    })

    test('AC1 a hash from another canvas opens nothing; links edit or view as they say', async () => {
      const [canvas, other] = [await rest.createCanvas(owner), await rest.createCanvas(owner)]
      const { id }: Asset = (await inject(canvas.id, { payload: craftPng(31, 20) })).json()
      expect((await get(other.id, id)).json()).toMatchObject({ status: 404, code: 'not_found' })
      const stranger = (await rest.register('Stranger')).accessToken
      expect((await get(canvas.id, id, stranger)).statusCode).toBe(404)
      const refused = await inject(canvas.id, { payload: craftPng(32, 20), token: stranger })
      expect(refused.statusCode).toBe(404)
      const [viewer, editor] = [await linkToken(canvas.id, 'view'), await linkToken(canvas.id, 'edit')]
      expect((await get(canvas.id, id, viewer)).statusCode).toBe(200)
      expect((await get(other.id, id, viewer)).statusCode).toBe(404)
      expect((await inject(canvas.id, { payload: craftPng(33, 20), token: viewer })).statusCode).toBe(403)
      expect((await inject(canvas.id, { payload: craftPng(33, 20), token: editor })).statusCode).toBe(201)
    })

    test('hostile and mistaken bodies get a code and a path, and leave nothing', async () => {
      const canvas = await rest.createCanvas(owner)
      const before = [await count('assets'), await count('canvas_assets')]
      const big = craftPng(1, 1, { chunks: [Buffer.alloc(400_000)] })
      const bodies = [
        [{ payload: '{"a":1}', type: 'application/json' }, 'unsupported_image', '/headers/content-type'],
        [{ payload: '<svg/>', type: 'image/svg+xml' }, 'unsupported_image', '/headers/content-type'],
        [{ payload: '<svg/>' }, 'unsupported_image', '/body'],
        [{ payload: craftGif(3, 3) }, 'unsupported_image', '/headers/content-type'],
        [{}, 'unsupported_image', '/body'],
        [{ payload: Buffer.concat([craftPng(3, 3), Buffer.from('<script>')]) }, 'bad_image', '/body'],
        [{ payload: craftPng(3, 3).subarray(0, 40) }, 'bad_image', '/body'],
        [{ payload: big }, 'too_large', '/body'],
        [{ payload: craftGif(2_000, 2_000), type: 'image/gif' }, 'too_large', '/body'],
      ] as const
      for (const [body, code, path] of bodies)
        expect((await inject(canvas.id, body)).json()).toMatchObject({
          code,
          path,
          detail: expect.any(String),
        })
      for (const id of ['x', '0'.repeat(63), '0'.repeat(64), 'A'.repeat(64), '..%2f..%2fetc%2fpasswd'])
        expect((await get(canvas.id, id)).statusCode).toBe(404)
      expect([await count('assets'), await count('canvas_assets')]).toEqual(before)
    })

    test('a canvas that is full takes no more, but knows what it has', async () => {
      const canvas = await rest.createCanvas(owner)
      for (let i = 1; i <= 4; i++)
        expect((await inject(canvas.id, { payload: craftPng(i, 1) })).statusCode).toBe(201)
      const full = await inject(canvas.id, { payload: craftPng(5, 1) })
      expect(full.json()).toMatchObject({ status: 507, code: 'too_many_assets', path: '/body' })
      expect((await inject(canvas.id, { payload: craftPng(4, 1) })).statusCode).toBe(200)
    })

    test('CM11 CM12 a copy keeps its pictures when the original goes for ever; with the last canvas the bytes go', async () => {
      const source = await rest.createCanvas(owner)
      const { id }: Asset = (await inject(source.id, { payload: craftPng(77, 1) })).json()
      const shape = { id: 'picture-00', kind: 'image', position: [0, 0], size: [77, 1], assetId: id }
      const operation = { id: '0190a0b0-0000-4000-8000-0000000000aa', changes: [{ kind: 'create', shape }] }
      const path = `/canvases/${source.id}`
      const token = owner.accessToken
      await rest.call({ method: 'POST', path: `${path}/operations`, token, body: operation })
      const copy: Canvas = (await rest.call({ method: 'POST', path: `${path}/duplicate`, token })).json()
      const before = await count('assets')
      await deleteForEver(source)
      expect((await get(copy.id, id)).rawPayload).toEqual(craftPng(77, 1))
      expect(await count('assets')).toBe(before)
      await deleteForEver(copy)
      expect(await count('assets')).toBe(before - 1)
      const next = await rest.createCanvas(owner)
      expect((await inject(next.id, { payload: craftPng(77, 1) })).statusCode).toBe(201)
    })

    test('uploads of the same bytes at once, while a canvas that had them is deleted, all end in bytes that are there', async () => {
      const doomed = await rest.createCanvas(owner)
      const payload = craftPng(88, 1)
      const { id }: Asset = (await inject(doomed.id, { payload })).json()
      await rest.call({ method: 'DELETE', path: `/canvases/${doomed.id}`, token: owner.accessToken })
      const canvases = await Promise.all(Array.from({ length: 6 }, () => rest.createCanvas(owner)))
      const [, ...answers] = await Promise.all([
        rest.call({
          method: 'DELETE',
          path: `/canvases/${doomed.id}?forever=true`,
          token: owner.accessToken,
        }),
        ...canvases.flatMap((canvas) => [inject(canvas.id, { payload }), inject(canvas.id, { payload })]),
      ])
      expect(answers.every(({ statusCode }) => statusCode === 200 || statusCode === 201)).toBe(true)
      for (const canvas of canvases) expect((await get(canvas.id, id)).rawPayload).toEqual(payload)
    })

    test('over a line of its own a body that is too large is answered, not cut off, and one without access is not read', async () => {
      const canvas = await rest.createCanvas(owner)
      const send = (token: string, type: string) =>
        fetch(new URL(`/api/v1/canvases/${canvas.id}/assets`, url), {
          method: 'POST',
          headers: { authorization: `Bearer ${token}`, 'content-type': type },
          body: craftPng(1, 1, { chunks: [Buffer.alloc(8_000_000)] }),
        })
      const stranger = (await rest.register('Stranger')).accessToken
      const answers = [
        await send(owner.accessToken, 'image/png'),
        await send(owner.accessToken, 'text/plain'),
        await send(stranger, 'image/png'),
        await send('nobody', 'image/png'),
      ]
      expect(answers.map(({ status }) => status)).toEqual([413, 415, 404, 401])
      for (const answer of answers) expect(await answer.json()).toHaveProperty('code')
    })

    test('the document says which files go in and come out', async () => {
      const document = await rest.call({ method: 'GET', path: '/openapi.json' })
      const { paths } = document.json()
      const { post } = paths['/api/v1/canvases/{canvasId}/assets']
      const { get: read } = paths['/api/v1/canvases/{canvasId}/assets/{assetId}']
      expect(Object.keys(post.requestBody.content)).toEqual([...imageTypes])
      expect(Object.keys(read.responses['200'].content)).toEqual([...imageTypes])
    })

    test('an upload that breaks off in the middle leaves nothing', async () => {
      const canvas = await rest.createCanvas(owner)
      const before = [await count('assets'), await count('canvas_assets')]
      const payload = craftPng(99, 99)
      const closed = new Promise<void>((resolve) =>
        rest.server.app.server.once('connection', (one) => one.once('close', resolve)),
      )
      const socket = connect(Number(url.port), url.hostname)
      const head = [
        `POST /api/v1/canvases/${canvas.id}/assets HTTP/1.1`,
        `Host: ${url.host}`,
        `Authorization: Bearer ${owner.accessToken}`,
        'Content-Type: image/png',
        `Content-Length: ${payload.length}`,
      ]
      socket.write(`${head.join('\r\n')}\r\n\r\n`)
      socket.write(payload.subarray(0, payload.length - 10), () => socket.destroy())
      await closed
      expect((await inject(canvas.id, { payload: craftPng(98, 98) })).statusCode).toBe(201)
      expect([await count('assets'), await count('canvas_assets')]).toEqual(before.map((rows) => rows + 1))
    })
  })
}
