import { randomUUID } from 'node:crypto'
import type { Canvas, LoginAnswer } from '@flowstate/protocol'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type RestHarness, startRest } from '../http/testing/rest-harness.ts'
import { freshEmbeddedDatabase } from '../storage/testing/fresh-database.ts'

const rectangle = (id: string, x = 0) => ({
  kind: 'create',
  shape: { id, kind: 'rectangle', position: [x, 0], size: [10, 10] },
})

describe('the log over REST', () => {
  let rest: RestHarness
  let owner: LoginAnswer

  beforeAll(async () => {
    rest = await startRest(await freshEmbeddedDatabase())
    owner = await rest.register('Owner')
  })
  afterAll(() => rest.close())

  const on = (canvas: Canvas) => ({
    get: (path: string) =>
      rest.call({ method: 'GET', path: `/canvases/${canvas.id}${path}`, token: owner.accessToken }),
    post: (path: string, body?: object) =>
      rest.call({ method: 'POST', path: `/canvases/${canvas.id}${path}`, token: owner.accessToken, body }),
    commit: (changes: readonly object[], id: string = randomUUID()) =>
      rest.call({
        method: 'POST',
        path: `/canvases/${canvas.id}/operations`,
        token: owner.accessToken,
        body: { id, changes },
      }),
  })

  test('CM6 a retry answers 200 with the same row, and a retried refusal says duplicate', async () => {
    const canvas = on(await rest.createCanvas(owner))
    const id = randomUUID()
    const first = await canvas.commit([rectangle('shape00001')], id)
    const again = await canvas.commit([rectangle('shape00001')], id)
    expect([first.statusCode, again.statusCode]).toEqual([201, 200])
    expect(again.json()).toEqual({ operation: first.json().operation, duplicate: true })
    const bad = randomUUID()
    const refused = await canvas.commit([{ kind: 'delete', ids: ['never-was-here'] }], bad)
    const repeated = await canvas.commit([{ kind: 'delete', ids: ['never-was-here'] }], bad)
    expect(refused.json()).toMatchObject({ status: 422, code: 'unknown_shape' })
    expect(repeated.json()).toMatchObject({ code: 'unknown_shape', duplicate: true })
    expect(refused.headers['content-type']).toContain('application/problem+json')
  })

  test('CM8 a body that is not an operation is a documented refusal, never a 500', async () => {
    const canvas = await rest.createCanvas(owner)
    const path = `/canvases/${canvas.id}/operations`
    const bodies: unknown[] = [null, 1, 'x', [], {}, { id: 1 }, { id: randomUUID() }]
    bodies.push(
      { id: randomUUID(), changes: [{ kind: 'nope' }] },
      { id: randomUUID(), changes: [], surprise: 1 },
    )
    bodies.push(
      JSON.parse(`{"id":"${randomUUID()}","changes":[{"kind":"canvas","set":{"__proto__":{"a":1}}}]}`),
    )
    for (const body of bodies) {
      const response = await rest.call({ method: 'POST', path, token: owner.accessToken, body })
      expect([400, 422]).toContain(response.statusCode)
      expect(response.json()).toHaveProperty('code')
    }
    expect(Object.hasOwn(Object.prototype, 'a')).toBe(false)
  })

  test('the log is paged in version order until the head', async () => {
    const canvas = on(await rest.createCanvas(owner))
    for (let i = 0; i < 5; i++) await canvas.commit([rectangle(`shape0000${i}`, i)])
    const first = (await canvas.get('/operations?since=0&limit=2')).json()
    expect(first).toMatchObject({ version: 5, nextSince: 2 })
    expect(first.items.map((item: { version: number }) => item.version)).toEqual([1, 2])
    expect((await canvas.get('/operations?since=2')).json()).toMatchObject({ nextSince: null })
    expect((await canvas.get('/operations?since=99')).json()).toMatchObject({ items: [], nextSince: null })
  })

  test('SN1 the state at any version, and 404 beyond the head', async () => {
    const canvas = on(await rest.createCanvas(owner))
    await canvas.commit([rectangle('shape00001')])
    await canvas.commit([{ kind: 'update', id: 'shape00001', set: { position: [7, 8] } }])
    expect((await canvas.get('/state?at=0')).json().shapes).toEqual([])
    expect((await canvas.get('/state?at=1')).json().shapes).toMatchObject([{ position: [0, 0] }])
    const head = (await canvas.get('/state?meta=1')).json()
    expect(head).toMatchObject({
      version: 2,
      shapes: [{ position: [7, 8], meta: { createdBy: owner.user.id } }],
    })
    expect((await canvas.get('/state?at=3')).json()).toMatchObject({
      status: 404,
      code: 'version_beyond_head',
    })
  })

  test('SN1 a past state spliced into the text of a snapshot is the one that was told when it was the head', async () => {
    const canvas = on(await rest.createCanvas(owner))
    const told: unknown[] = [(await canvas.get('/state')).json()]
    const then = async (...changes: readonly object[]) => {
      expect((await canvas.commit(changes)).statusCode).toBe(201)
      told.push((await canvas.get('/state')).json())
    }
    await then(rectangle('shape00001'), rectangle('shape00003'), rectangle('shape00005'))
    expect((await canvas.post('/snapshots')).statusCode).toBe(201)
    await then({ kind: 'canvas', set: { grid: 'dots' } }, rectangle('shape00002'), rectangle('shape00000'))
    await then({ kind: 'update', id: 'shape00003', set: { opacity: 0.5, position: [3, 4] } })
    await then({ kind: 'delete', ids: ['shape00001', 'shape00002'] }, rectangle('shape00009'))
    await then({ kind: 'update', id: 'shape00001', set: { opacity: 0.1 } })
    for (const [version, state] of told.entries()) {
      expect((await canvas.get(`/state?at=${version}`)).json()).toEqual(state)
    }
  })

  test('RS1 a dry run of restore says what would change and changes nothing; restore does it', async () => {
    const canvas = on(await rest.createCanvas(owner))
    await canvas.commit([rectangle('shape00001')])
    const before = (await canvas.get('/state')).json().stateHash
    await canvas.commit([{ kind: 'delete', ids: ['shape00001'] }])
    const dry = (await canvas.post('/restore', { version: 1, dryRun: true })).json()
    expect(dry).toMatchObject({ operations: [], changes: [{ kind: 'create' }] })
    expect((await canvas.get('/state')).json().version).toBe(2)
    const done = await canvas.post('/restore', { version: 1, id: randomUUID() })
    expect(done.json()).toMatchObject({ operations: [{ kind: 'restore', restoreOf: 1, version: 3 }] })
    expect((await canvas.get('/state')).json().stateHash).toBe(before)
    expect((await canvas.post('/restore', { version: 1 })).json()).toMatchObject({
      operations: [],
      reason: 'no_effect',
    })
    expect((await canvas.post('/restore', { version: 99 })).json().code).toBe('version_beyond_head')
  })

  test('UN2 undo and redo give back the same state; with nothing left they say so', async () => {
    const canvas = on(await rest.createCanvas(owner))
    await canvas.commit([rectangle('shape00001')])
    const before = (await canvas.get('/state')).json().stateHash
    expect((await canvas.post('/undo')).json()).toMatchObject({ operations: [{ kind: 'undo', undoOf: [1] }] })
    expect((await canvas.post('/undo')).json()).toMatchObject({ operations: [], reason: 'nothing_left' })
    await canvas.post('/redo')
    expect((await canvas.get('/state')).json().stateHash).toBe(before)
  })

  test('RS2 diff goes in either order', async () => {
    const canvas = on(await rest.createCanvas(owner))
    await canvas.commit([rectangle('shape00001')])
    await canvas.commit([{ kind: 'update', id: 'shape00001', set: { opacity: 0.5 } }])
    const forward = (await canvas.get('/diff?from=1&to=2')).json()
    expect(forward.changed).toEqual([
      { id: 'shape00001', kind: 'rectangle', cells: { opacity: [null, 0.5] } },
    ])
    const back = (await canvas.get('/diff?from=2&to=0')).json()
    expect(back).toMatchObject({ added: [], removed: [{ id: 'shape00001' }] })
  })

  test('RS3 removing a checkpoint removes no history', async () => {
    const canvas = on(await rest.createCanvas(owner))
    await canvas.commit([rectangle('shape00001')])
    const made = (await canvas.post('/versions', { name: 'Draft' })).json()
    expect(made).toMatchObject({ version: 1, name: 'Draft', createdBy: owner.user.id })
    const [listed] = (await canvas.get('/versions')).json().items
    expect(listed).toEqual(made)
    const path = `/canvases/${(await canvas.get('')).json().id}/versions/${made.id}`
    const token = owner.accessToken
    const named = await rest.call({
      method: 'PATCH',
      path,
      token,
      body: { name: 'Final', description: 'done' },
    })
    expect(named.json()).toMatchObject({ name: 'Final', description: 'done' })
    expect((await rest.call({ method: 'DELETE', path, token })).statusCode).toBe(204)
    expect((await rest.call({ method: 'DELETE', path, token })).statusCode).toBe(404)
    expect((await canvas.get('/state')).json().version).toBe(1)
  })

  test('the timeline names who and which shapes; a shape has its own, newest first', async () => {
    const canvas = on(await rest.createCanvas(owner))
    await canvas.commit([rectangle('shape00001'), rectangle('shape00002')])
    await canvas.commit([{ kind: 'update', id: 'shape00002', set: { opacity: 0.5 } }])
    const timeline = (await canvas.get('/history?since=0')).json()
    expect(timeline).toMatchObject({
      items: [
        { version: 1, shapeIds: ['shape00001', 'shape00002'] },
        { version: 2, shapeIds: ['shape00002'] },
      ],
      people: [{ id: owner.user.id }],
      nextSince: null,
    })
    const shape = (await canvas.get('/shapes/shape00002/history')).json()
    expect(shape.items).toMatchObject([{ version: 2 }, { version: 1, changes: [{ kind: 'create' }] }])
  })

  test('CM11 verify recomputes the chain and the snapshots', async () => {
    const created = await rest.createCanvas(owner)
    const canvas = on(created)
    await canvas.commit([rectangle('shape00001')])
    await canvas.post('/snapshots')
    await canvas.commit([rectangle('shape00002')])
    expect((await canvas.get('/verify')).json()).toMatchObject({ ok: true, version: 2, snapshotsChecked: 1 })
    await rest.server.deps.db.kysely
      .updateTable('operations')
      .set({ changes: '[]' })
      .where('version', '=', 2)
      .where('canvas_key', '=', (eb) => eb.selectFrom('canvases').select('key').where('id', '=', created.id))
      .execute()
    expect((await canvas.get('/verify')).json()).toMatchObject({ ok: false, brokenAt: 2 })
  })

  test('CM11 a duplicate is a log of its own with the state of the version it was made at', async () => {
    const source = await rest.createCanvas(owner)
    const canvas = on(source)
    const frame = {
      kind: 'create',
      shape: { id: 'frame00001', kind: 'frame', position: [0, 0], size: [90, 90] },
    }
    const child = { ...rectangle('shape00001'), at: 'back' }
    await canvas.commit([frame, rectangle('shape00002')])
    await canvas.commit([{ ...child, shape: { ...child.shape, parentId: 'frame00001' } }])
    await canvas.commit([{ kind: 'canvas', set: { grid: 'dots' } }])
    const state = (await canvas.get('/state?at=3')).json()
    await canvas.commit([{ kind: 'delete', ids: ['frame00001'] }])
    const response = await canvas.post('/duplicate', { at: 3, name: 'Fork' })
    const copy: Canvas = response.json()
    const rows = (await canvas.get('/operations?since=2&limit=1')).json().items
    expect(copy).toMatchObject({ name: 'Fork', originId: copy.id })
    expect(copy.forkedFrom).toEqual({ originId: source.id, version: 3, hash: rows[0].hash })
    const copied = (await on(copy).get('/state')).json()
    expect(copied.shapes).toHaveLength(3)
    expect(copied).toMatchObject({ canvas: { grid: 'dots' } })
    const plain = (shapes: { parentId: string | null; id: string }[]) =>
      shapes.map(({ id, parentId }) => [id, parentId])
    expect(plain(copied.shapes)).toEqual(plain(state.shapes))
  })

  test('CM12 deleting for ever goes by the trash, and leaves the head hash in the audit', async () => {
    const created = await rest.createCanvas(owner)
    const path = `/canvases/${created.id}`
    const token = owner.accessToken
    await on(created).commit([rectangle('shape00001')])
    const early = await rest.call({ method: 'DELETE', path: `${path}?forever=true`, token })
    expect(early.json().code).toBe('not_in_trash')
    await rest.call({ method: 'DELETE', path, token })
    expect((await on(created).get('/state')).statusCode).toBe(404)
    const refused = await on(created).commit([rectangle('shape00002')])
    expect(refused.statusCode).toBe(404)
    const trash = await rest.call({
      method: 'GET',
      path: `/workspaces/${owner.workspaceId}/canvases?trash=true`,
      token,
    })
    expect(trash.json().items).toMatchObject([{ id: created.id }])
    await rest.call({ method: 'POST', path: `${path}/recover`, token })
    expect((await on(created).get('/state')).json().version).toBe(1)
    await rest.call({ method: 'DELETE', path, token })
    expect((await rest.call({ method: 'DELETE', path: `${path}?forever=true`, token })).statusCode).toBe(204)
    expect((await rest.call({ method: 'GET', path, token })).statusCode).toBe(404)
    const audit = await rest.server.deps.db.kysely
      .selectFrom('audit')
      .select('detail')
      .where('canvas_id', '=', created.id)
      .where('action', '=', 'canvas_deleted')
      .executeTakeFirstOrThrow()
    expect(audit.detail).toMatchObject({ version: 1 })
  })

  test('activity counts today without waiting for the index', async () => {
    const person = await rest.register('Ada')
    const canvas = await rest.createCanvas(person)
    const path = `/canvases/${canvas.id}/operations`
    for (const id of ['shape00001', 'shape00002']) {
      const body = { id: randomUUID(), changes: [rectangle(id)] }
      await rest.call({ method: 'POST', path, token: person.accessToken, body })
    }
    const ask = (query: string) =>
      rest.call({ method: 'GET', path: `/me/activity${query}`, token: person.accessToken })
    expect((await ask('?tz=Pacific/Kiritimati')).json()).toMatchObject({
      total: 2,
      activeDays: 1,
      currentStreak: 1,
    })
    expect((await ask('?tz=Not/There')).json()).toMatchObject({ status: 400, path: '/query/tz' })
    expect((await ask('?year=1999')).json()).toMatchObject({ from: '1999-01-01', to: '1999-12-31', total: 0 })
  })
})
