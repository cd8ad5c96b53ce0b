import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { PassThrough } from 'node:stream'
import type { CanvasId } from '@flowstate/engine'
import type { Asset, LoginAnswer } from '@flowstate/protocol'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { ConfigError } from '../config-error.ts'
import { type RestHarness, startRest } from '../http/testing/rest-harness.ts'
import { type FreshDatabase, freshEmbeddedDatabase } from '../storage/testing/fresh-database.ts'
import { AssetStoreUnavailable } from './asset-store.ts'
import { keepAsset } from './keep-asset.ts'
import { sweepLeftovers } from './sweep-leftovers.ts'
import { craftPng } from './testing/crafted-images.ts'
import { type FakeS3, startFakeS3 } from './testing/fake-s3.ts'

const secretKey = randomBytes(32).toString('hex')
const hourMs = 3_600_000
const broken = { kind: 'answer', status: 503, code: 'SlowDown' } as const

describe('pictures in an S3 store', () => {
  let database: FreshDatabase
  let s3: FakeS3
  let rest: RestHarness
  let owner: LoginAnswer
  const logged: string[] = []
  const boards: CanvasId[] = []

  /** A server over the same data; the one before has to be closed. */
  const startAnew = async (env: Readonly<Record<string, string>>) => {
    const stream = new PassThrough()
    stream.on('data', (line) => logged.push(String(line)))
    rest = await startRest(
      database,
      { PORT: '0', SECRET_KEY: secretKey, ...env },
      pino({ level: 'info' }, stream),
    )
  }
  beforeAll(async () => {
    database = await freshEmbeddedDatabase()
    s3 = await startFakeS3()
    await startAnew(s3.env)
    owner = await rest.register('Owner')
  })
  afterAll(async () => {
    await rest.close()
    await s3.close()
  })
  /** Everything is empty again, in the database too. */
  afterEach(async () => {
    s3.heal()
    for (const id of boards.splice(0)) await deleteForEver(id)
    await sweep(2 * hourMs)
    s3.objects.clear()
    s3.requests.length = 0
    expect(logged.splice(0).join('')).not.toContain(s3.settings.secretAccessKey)
  })

  const call = (method: 'GET' | 'POST' | 'DELETE', path: string, body?: object) =>
    rest.call({ method, path, token: owner.accessToken, ...(body && { body }) })
  const upload = (canvasId: CanvasId, payload: Buffer) =>
    rest.server.app.inject({
      method: 'POST',
      url: `/api/v1/canvases/${canvasId}/assets`,
      headers: { 'content-type': 'image/png', authorization: `Bearer ${owner.accessToken}` },
      payload,
    })
  const download = (canvasId: CanvasId, assetId: string) =>
    call('GET', `/canvases/${canvasId}/assets/${assetId}`)
  const show = (canvasId: CanvasId, assetId: string) => {
    const shape = { id: randomUUID().slice(0, 10), kind: 'image', position: [0, 0], size: [40, 30], assetId }
    const operation = { id: randomUUID(), changes: [{ kind: 'create', shape }] }
    return call('POST', `/canvases/${canvasId}/operations`, operation)
  }
  const makeCanvas = async (): Promise<CanvasId> => {
    const { id } = await rest.createCanvas(owner)
    boards.push(id)
    return id
  }
  /** A canvas that shows a picture. */
  const makeBoard = async (payload: Buffer) => {
    const id = await makeCanvas()
    const asset: Asset = (await upload(id, payload)).json()
    expect((await show(id, asset.id)).statusCode).toBe(201)
    return { id, assetId: asset.id }
  }
  const deleteForEver = async (canvasId: CanvasId) => {
    for (const query of ['', '?forever=true']) await call('DELETE', `/canvases/${canvasId}${query}`)
  }
  const sweep = (aheadMs: number) => {
    const { db, outsideAssets } = rest.server.deps
    return sweepLeftovers(outsideAssets)(db, Date.now() + aheadMs, 100)
  }
  const rows = (table: 'assets' | 'asset_leftovers') =>
    rest.server.deps.db.kysely.selectFrom(table).selectAll().execute()

  test('they are nowhere else, come back everywhere, and go when the last canvas that has them is gone', async () => {
    const payload = craftPng(40, 30)
    const hash = createHash('sha256').update(payload).digest('hex')
    const { id, assetId } = await makeBoard(payload)
    expect(assetId).toBe(hash)
    const [[name = '', bytes] = []] = s3.objects
    expect([name.slice(0, 65), bytes]).toEqual([`${hash}/`, payload])
    expect(await rows('assets')).toMatchObject([{ body: null, object_name: name }])
    expect(await rows('asset_leftovers')).toEqual([])
    expect((await download(id, hash)).rawPayload).toEqual(payload)
    const base64 = payload.toString('base64')
    for (const what of ['export.json', 'export.svg', 'thumbnail'])
      expect((await call('GET', `/canvases/${id}/${what}`)).body).toContain(base64)
    for (const what of ['export.png', 'export.pdf'])
      expect((await call('GET', `/canvases/${id}/${what}`)).statusCode).toBe(200)

    const other = await makeCanvas()
    expect((await upload(other, payload)).statusCode).toBe(201)
    const copy = (await call('POST', `/canvases/${id}/duplicate`)).json().id
    await deleteForEver(id)
    await deleteForEver(other)
    expect(await sweep(hourMs)).toBe(0)
    expect((await download(copy, hash)).rawPayload).toEqual(payload)
    await deleteForEver(copy)
    expect(await rows('assets')).toEqual([])
    // Whoever was just reading them has a moment.
    expect([await sweep(0), s3.objects.size]).toEqual([0, 1])
    expect([await sweep(hourMs), s3.objects.size, await rows('asset_leftovers')]).toEqual([1, 0, []])
    expect(s3.requests.filter((one) => one.startsWith('PUT'))).toHaveLength(1)
  })

  test('an upload that does not get through is a 503 that stores nothing; what it left is swept, not what came after', async () => {
    const id = await makeCanvas()
    const payload = craftPng(41, 30)
    void s3.fail(['PUT'], broken, 3)
    const refused = await upload(id, payload)
    expect(refused.json()).toMatchObject({ status: 503, code: 'assets_unavailable' })
    expect(refused.headers['retry-after']).toBe('1')
    expect([await rows('assets'), (await rows('asset_leftovers')).length]).toEqual([[], 1])
    expect((await upload(id, payload)).statusCode).toBe(201)
    const [name] = s3.objects.keys()
    // The store took them and the answer was lost: bytes of a picture that is none.
    s3.objects.set((await rows('asset_leftovers'))[0]?.object_name ?? '', payload)
    expect([await sweep(0), await sweep(2 * hourMs)]).toEqual([0, 1])
    expect([...s3.objects.keys()]).toEqual([name])
    expect((await download(id, createHash('sha256').update(payload).digest('hex'))).statusCode).toBe(200)
    expect(logged.some((line) => line.includes('SlowDown'))).toBe(true)
  })

  test('a sweep that breaks off goes on later; what it has begun to delete nobody can store any more', async () => {
    const { id } = await makeBoard(craftPng(42, 30))
    await deleteForEver(id)
    void s3.fail(['DELETE'], broken, 3)
    await expect(sweep(hourMs)).rejects.toThrow(AssetStoreUnavailable)
    expect(await rows('asset_leftovers')).toMatchObject([{ doomed: true }])
    expect([await sweep(hourMs), s3.objects.size]).toEqual([1, 0])

    const canvasId = await makeCanvas()
    const { outsideAssets, db, newId, sha256 } = rest.server.deps
    const late = {
      ...outsideAssets,
      async put(name: string, bytes: Uint8Array) {
        await outsideAssets.put(name, bytes)
        void s3.fail(['DELETE'], broken, 3)
        await expect(sweep(2 * hourMs)).rejects.toThrow(AssetStoreUnavailable)
      },
    }
    const bytes = craftPng(43, 30)
    const asset = { id: sha256(bytes), mimeType: 'image/png', width: 43, height: 30, bytes } as const
    const share = { canvasId, assetsMax: 10, bytesMax: 1_000_000 }
    await expect(keepAsset({ db, newId, outsideAssets: late }, asset, share)).rejects.toThrow(
      AssetStoreUnavailable,
    )
    expect(await rows('assets')).toEqual([])
    expect(await keepAsset({ db, newId, outsideAssets }, asset, share)).toBe('stored')
    expect([await sweep(2 * hourMs), [...s3.objects.keys()]]).toEqual([
      1,
      (await rows('assets')).map((row) => row.object_name),
    ])
  })

  test('one that is missing is a 503 and a blank place, until somebody uploads it again', async () => {
    const payload = craftPng(44, 30)
    const { id, assetId } = await makeBoard(payload)
    s3.objects.clear()
    expect((await download(id, assetId)).json()).toMatchObject({ status: 503, code: 'assets_unavailable' })
    const exported = await call('GET', `/canvases/${id}/export.svg`)
    expect([exported.statusCode, exported.body.includes('base64')]).toEqual([200, false])
    expect((await call('GET', `/canvases/${id}/export.json`)).json()).toMatchObject({ assets: {} })
    expect(logged.some((line) => line.includes('missing in its store'))).toBe(true)
    expect((await upload(id, payload)).statusCode).toBe(200)
    expect((await download(id, assetId)).rawPayload).toEqual(payload)
    expect([await sweep(hourMs), s3.objects.size]).toEqual([1, 1])
    expect((await download(id, assetId)).rawPayload).toEqual(payload)
  })

  test('while the store is away the canvas goes on, and nothing is handed out or kept that only looks whole', async () => {
    const payload = craftPng(45, 30)
    const { id, assetId } = await makeBoard(payload)
    void s3.fail(['GET', 'HEAD', 'PUT', 'DELETE'], broken, 1_000)
    expect((await download(id, assetId)).json()).toMatchObject({ status: 503, code: 'assets_unavailable' })
    for (const what of ['export.json', 'export.svg', 'export.png', 'export.pdf'])
      expect((await call('GET', `/canvases/${id}/${what}`)).json()).toMatchObject({
        status: 503,
        code: 'assets_unavailable',
      })
    expect((await show(id, assetId)).statusCode).toBe(201)
    const blank = await call('GET', `/canvases/${id}/thumbnail`)
    expect([blank.statusCode, blank.headers['cache-control']]).toEqual([200, 'private, no-store'])
    const copy = await call('POST', `/canvases/${id}/duplicate`)
    expect(copy.statusCode).toBe(201)
    boards.push(copy.json().id)
    // Who has the bytes already need not hear of it.
    const etag = { 'if-none-match': `"${assetId}"` }
    const path = `/canvases/${id}/assets/${assetId}`
    const known = await rest.call({ method: 'GET', path, token: owner.accessToken, headers: etag })
    expect(known.statusCode).toBe(304)
    s3.heal()
    const thumbnail = await call('GET', `/canvases/${id}/thumbnail`)
    expect(thumbnail.body).toContain(payload.toString('base64'))
    expect(thumbnail.headers['cache-control']).toBe('private, no-cache')
    expect((await download(id, assetId)).rawPayload).toEqual(payload)
  })

  test('those in the database stay there when the store comes; those in the store are told of when it goes', async () => {
    const [inside, outside] = [craftPng(46, 30), craftPng(47, 30)]
    await rest.server.close()
    await startAnew({})
    const first = await makeBoard(inside)
    await rest.server.close()

    await startAnew(s3.env)
    const second = await makeBoard(outside)
    expect((await upload(second.id, inside)).statusCode).toBe(201)
    expect((await download(first.id, first.assetId)).rawPayload).toEqual(inside)
    expect(s3.objects.size).toBe(1)
    await deleteForEver(first.id)
    expect((await download(second.id, first.assetId)).rawPayload).toEqual(inside)
    await rest.server.close()

    await startAnew({})
    await rest.server.listen()
    expect(logged.some((line) => line.includes('S3_ENDPOINT is not set'))).toBe(true)
    expect((await download(second.id, second.assetId)).json()).toMatchObject({ code: 'assets_unavailable' })
    expect((await download(second.id, first.assetId)).rawPayload).toEqual(inside)
    expect((await upload(second.id, outside)).statusCode).toBe(200)
    expect((await download(second.id, second.assetId)).rawPayload).toEqual(outside)
    await rest.server.close()

    // What was put outside is not forgotten for it.
    await startAnew(s3.env)
    expect((await download(second.id, second.assetId)).rawPayload).toEqual(outside)
    await deleteForEver(second.id)
    expect([await sweep(hourMs), s3.objects.size]).toEqual([1, 0])
  })

  test('a server starts when its store is away, and not when the store refuses it', async () => {
    void s3.fail(['PUT'], broken, 3)
    await rest.server.listen()
    expect(logged.some((line) => line.includes('cannot be reached yet'))).toBe(true)
    await rest.server.close()
    await startAnew(s3.env)
    await rest.server.listen()
    expect([s3.objects.size, s3.requests.at(-1)?.slice(0, 6)]).toEqual([0, 'DELETE'])
    await rest.server.close()
    await startAnew({ ...s3.env, S3_SECRET_ACCESS_KEY: 'not-the-right-one' })
    const refusal = await rest.server.listen().catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(ConfigError)
    expect(String(refusal)).toMatch(/^ConfigError: the S3 store refuses \(SignatureDoesNotMatch\)[^\n]+$/)
    await rest.server.close()
    await startAnew(s3.env)
  })
})
