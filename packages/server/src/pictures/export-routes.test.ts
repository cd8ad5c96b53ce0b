import { randomUUID } from 'node:crypto'
import type { Canvas, LoginAnswer } from '@flowstate/protocol'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type RestHarness, startRest } from '../http/testing/rest-harness.ts'
import { freshEmbeddedDatabase } from '../storage/testing/fresh-database.ts'

const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
)

describe('exports over REST', () => {
  let rest: RestHarness
  let owner: LoginAnswer

  beforeAll(async () => {
    rest = await startRest(await freshEmbeddedDatabase())
    owner = await rest.register('Owner')
  })
  afterAll(() => rest.close())

  const on = (canvas: Canvas) => {
    const call = (method: 'GET' | 'POST', path: string, body?: object) =>
      rest.call({
        method,
        path: `/canvases/${canvas.id}${path}`,
        token: owner.accessToken,
        ...(body && { body }),
      })
    return {
      get: (path: string) => call('GET', path),
      commit: (...changes: readonly object[]) => call('POST', '/operations', { id: randomUUID(), changes }),
      /** Bytes go past the harness, which speaks JSON. */
      async addPicture(): Promise<string> {
        const sent = await rest.server.app.inject({
          method: 'POST',
          url: `/api/v1/canvases/${canvas.id}/assets`,
          headers: { authorization: `Bearer ${owner.accessToken}`, 'content-type': 'image/png' },
          payload: pixel,
        })
        return sent.json<{ id: string }>().id
      },
    }
  }
  const note = (text: string) => ({
    kind: 'create',
    shape: { id: 'note-000001', kind: 'note', position: [0, 0], size: [200, 100], text },
  })

  test('the JSON holds shapes and pictures of any version; without pictures it names them', async () => {
    const canvas = on(await rest.createCanvas(owner))
    await canvas.commit(note('before'))
    const assetId = await canvas.addPicture()
    const image = { id: 'image-00001', kind: 'image', position: [0, 0], size: [9, 9], assetId }
    await canvas.commit({ kind: 'create', shape: image })
    const head = await canvas.get('/export.json')
    expect(head.headers['content-disposition']).toBe('attachment; filename="canvas-v2.flowstate.json"')
    expect(head.json()).toMatchObject({
      type: 'flowstate/canvas',
      format: 1,
      version: 2,
      shapes: [
        { kind: 'note', text: 'before' },
        { kind: 'image', assetId },
      ],
      assets: { [assetId]: { type: 'image/png', data: expect.stringMatching(/^iVBORw0KGgo/) } },
    })
    expect((await canvas.get('/export.json?assets=false')).json()).toMatchObject({ assets: {} })
    expect((await canvas.get('/export.json?at=1')).json()).toMatchObject({
      version: 1,
      shapes: [{ kind: 'note' }],
    })
    expect((await canvas.get('/export.json?at=3')).json()).toMatchObject({ code: 'version_beyond_head' })
    const svg = await canvas.get('/export.svg')
    expect(svg.body).toContain('href="data:image/png;base64,iVBORw0KGgo')
  })

  test('the PNG has the size asked for', async () => {
    const canvas = on(await rest.createCanvas(owner))
    await canvas.commit(note('Привет, Ωmega'))
    const sizeOf = async (query: string) => {
      const { statusCode, headers, rawPayload } = await canvas.get(`/export.png${query}`)
      expect([statusCode, headers['content-type'], headers['cache-control']]).toEqual([
        200,
        'image/png',
        'private, no-store',
      ])
      expect(headers['content-disposition']).toBe('attachment; filename="canvas-v1.png"')
      return [rawPayload.readUInt32BE(16), rawPayload.readUInt32BE(20)]
    }
    const [width = 0, height = 0] = await sizeOf('?scale=1')
    expect(await sizeOf('?scale=3&theme=dark&background=false')).toEqual([width * 3, height * 3])
    expect((await canvas.get('/export.png?scale=5')).json()).toMatchObject({
      code: 'bad_request',
      path: '/query/scale',
    })
  })

  test('the PDF has a page for each frame, of its size, and one of everything when asked for', async () => {
    const canvas = on(await rest.createCanvas(owner))
    const frame = (id: string, x: number, size: readonly number[]) => ({
      kind: 'create',
      shape: { id, kind: 'frame', position: [x, 0], size },
    })
    const hatched = {
      kind: 'create',
      shape: {
        id: 'hatched-001',
        kind: 'ellipse',
        parentId: 'frame-00001',
        position: [9, 9],
        size: [80, 60],
        fill: 'red',
        fillStyle: 'cross',
        text: 'Привет',
      },
    }
    await canvas.commit(frame('frame-00002', 900, [200, 100]), frame('frame-00001', 0, [400, 300]), hatched)
    const pagesIn = async (query: string) => {
      const { statusCode, headers, rawPayload } = await canvas.get(`/export.pdf${query}`)
      expect([statusCode, headers['content-type']]).toEqual([200, 'application/pdf'])
      const text = rawPayload.toString('latin1')
      expect(text.startsWith('%PDF-1.7')).toBe(true)
      return [...text.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map(([, wide, high]) => [
        Number(wide),
        Number(high),
      ])
    }
    expect(await pagesIn('')).toEqual([
      [300, 225],
      [150, 75],
    ])
    expect(await pagesIn('?pages=whole&theme=dark')).toHaveLength(1)
  })

  test('AC1 exports do not exist for strangers', async () => {
    const canvas = await rest.createCanvas(owner)
    const stranger = await rest.register('Stranger')
    for (const ending of ['svg', 'png', 'pdf', 'json']) {
      const path = `/canvases/${canvas.id}/export.${ending}`
      expect((await rest.call({ method: 'GET', path, token: stranger.accessToken })).statusCode).toBe(404)
    }
  })
})
