import { randomUUID } from 'node:crypto'
import type { Canvas, LoginAnswer } from '@flowstate/protocol'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { craftPng } from '../assets/testing/crafted-images.ts'
import { type RestHarness, startRest } from '../http/testing/rest-harness.ts'
import { freshEmbeddedDatabase } from '../storage/testing/fresh-database.ts'

const note = (id: string, text: string) => ({
  kind: 'create',
  shape: { id, kind: 'note', position: [0, 0], size: [200, 200], fontSize: 40, text },
})

describe('pictures over REST', () => {
  let rest: RestHarness
  let owner: LoginAnswer

  beforeAll(async () => {
    rest = await startRest(await freshEmbeddedDatabase())
    owner = await rest.register('Owner')
  })
  afterAll(() => rest.close())

  const on = (canvas: Canvas) => ({
    get: (path: string, headers: Readonly<Record<string, string>> = {}) =>
      rest.call({ method: 'GET', path: `/canvases/${canvas.id}${path}`, token: owner.accessToken, headers }),
    commit: (...changes: readonly object[]) =>
      rest.call({
        method: 'POST',
        path: `/canvases/${canvas.id}/operations`,
        token: owner.accessToken,
        body: { id: randomUUID(), changes },
      }),
  })

  test('a thumbnail shows the head, 480 by 300, in the theme asked for', async () => {
    const canvas = on(await rest.createCanvas(owner))
    await canvas.commit(note('shape00001', 'Friday'))
    const light = await canvas.get('/thumbnail')
    const dark = await canvas.get('/thumbnail?theme=dark')
    expect(light.headers['content-type']).toBe('image/svg+xml; charset=utf-8')
    expect(light.body).toContain('width="480" height="300"')
    expect(light.body).toContain('>Friday</text>')
    expect(light.body).toContain('fill="#ffe38a"')
    expect(dark.body).toContain('fill="#846100"')
    expect(light.headers.etag).not.toBe(dark.headers.etag)
  })

  test('a picture may run and load nothing, and what people wrote stays text', async () => {
    const canvas = on(await rest.createCanvas(owner))
    await canvas.commit(note('shape00001', '<script>a</script>'))
    for (const path of ['/thumbnail', '/export.svg']) {
      const { headers, body } = await canvas.get(path)
      expect(headers['content-security-policy']).toMatch(/^default-src 'none';.* sandbox$/)
      expect(headers['content-security-policy']).not.toContain('script-src')
      expect(headers['x-content-type-options']).toBe('nosniff')
      expect(body).not.toContain('<script')
      expect(body).toContain('&lt;')
    }
  })

  test('who has the picture is answered 304 until the canvas changes', async () => {
    const canvas = on(await rest.createCanvas(owner))
    await canvas.commit(note('shape00001', 'before'))
    const first = await canvas.get('/thumbnail')
    const tag = String(first.headers.etag)
    expect(first.headers['cache-control']).toBe('private, no-cache')
    const again = await canvas.get('/thumbnail', { 'if-none-match': `"other", W/${tag}` })
    expect([again.statusCode, again.body, again.headers.etag]).toEqual([304, '', tag])
    expect((await canvas.get('/thumbnail')).body).toBe(first.body)
    await canvas.commit({ kind: 'update', id: 'shape00001', set: { text: 'after' } })
    const changed = await canvas.get('/thumbnail', { 'if-none-match': tag })
    expect(changed.statusCode).toBe(200)
    expect(changed.body).toContain('>after</text>')
    expect(changed.headers.etag).not.toBe(tag)
  })

  test('many who ask at once get the same picture', async () => {
    const canvas = on(await rest.createCanvas(owner))
    await canvas.commit(note('shape00001', 'together'))
    const answers = await Promise.all(Array.from({ length: 8 }, () => canvas.get('/thumbnail')))
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1)
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(Array(8).fill(200))
  })

  test('an empty canvas is an empty picture', async () => {
    const { statusCode, body } = await on(await rest.createCanvas(owner)).get('/thumbnail')
    expect(statusCode).toBe(200)
    expect(body.match(/<(\w+)/g)).toEqual(['<svg', '<path'])
  })

  test('AC1 pictures do not exist for strangers, nor in the trash', async () => {
    const canvas = await rest.createCanvas(owner)
    const stranger = await rest.register('Stranger')
    const ask = (path: string, token: string) =>
      rest.call({ method: 'GET', path: `/canvases/${canvas.id}${path}`, token })
    await on(canvas).get('/thumbnail')
    for (const path of ['/thumbnail', '/export.svg']) {
      expect((await ask(path, stranger.accessToken)).statusCode).toBe(404)
    }
    await rest.call({ method: 'DELETE', path: `/canvases/${canvas.id}`, token: owner.accessToken })
    for (const path of ['/thumbnail', '/export.svg']) {
      expect((await ask(path, owner.accessToken)).statusCode).toBe(404)
    }
  })

  test('an export is the whole canvas at any version, as a file', async () => {
    const canvas = on(await rest.createCanvas(owner))
    await canvas.commit(note('shape00001', 'first'))
    await canvas.commit({ kind: 'update', id: 'shape00001', set: { text: 'second' } })
    const head = await canvas.get('/export.svg')
    expect(head.body).toContain('>second</text>')
    expect(head.headers['content-disposition']).toBe('attachment; filename="canvas-v2.svg"')
    expect((await canvas.get('/export.svg?at=1')).body).toContain('>first</text>')
    const bare = await canvas.get('/export.svg?theme=dark&background=false')
    expect(bare.body).not.toContain('#15171b')
    const beyond = await canvas.get('/export.svg?at=3')
    expect(beyond.json()).toMatchObject({ status: 404, code: 'version_beyond_head', path: '/query/at' })
  })

  test('images are carried along; in a thumbnail, large ones come small', async () => {
    const made = await rest.createCanvas(owner)
    const canvas = on(made)
    const upload = async (png: Buffer): Promise<string> => {
      const { statusCode, body } = await rest.server.app.inject({
        method: 'POST',
        url: `/api/v1/canvases/${made.id}/assets`,
        headers: { 'content-type': 'image/png', authorization: `Bearer ${owner.accessToken}` },
        payload: png,
      })
      expect([200, 201]).toContain(statusCode)
      return JSON.parse(body).id
    }
    const small = craftPng(4, 4)
    const large = craftPng(300, 300, { noise: true })
    const image = (id: string, assetId: string) => ({
      kind: 'create',
      shape: { id, kind: 'image', position: [0, 0], size: [400, 300], assetId },
    })
    await canvas.commit(image('shape00001', await upload(small)), image('shape00002', await upload(large)))
    const carried = (svg: string) => svg.match(/data:image\/png;base64,[^"]+/g) ?? []
    const [thumbnail, exported] = [await canvas.get('/thumbnail'), await canvas.get('/export.svg')]
    expect(carried(thumbnail.body)).toHaveLength(1)
    expect(carried(thumbnail.body)[0]?.length).toBeLessThan(1_000)
    const smaller = thumbnail.body.match(/data:image\/jpeg;base64,[^"]+/g) ?? []
    expect(smaller).toHaveLength(1)
    expect(smaller[0]?.length).toBeLessThan(large.length)
    expect(carried(exported.body)).toHaveLength(2)
    // Knowing the hash of a picture gives another canvas no right to it.
    const other = on(await rest.createCanvas(owner))
    await other.commit(image('shape00001', await upload(small)))
    expect(carried((await other.get('/export.svg')).body)).toEqual([])
  })

  test('an unknown theme is refused with its path', async () => {
    const { statusCode, body } = await on(await rest.createCanvas(owner)).get('/thumbnail?theme=neon')
    expect(statusCode).toBe(400)
    expect(JSON.parse(body)).toMatchObject({ code: 'bad_request', path: '/query/theme' })
  })
})
