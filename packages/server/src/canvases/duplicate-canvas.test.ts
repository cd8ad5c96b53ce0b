import { randomUUID } from 'node:crypto'
import type { CommittedOperation, OperationId } from '@flowstate/engine'
import type { Canvas, LoginAnswer } from '@flowstate/protocol'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type RestHarness, startRest } from '../http/testing/rest-harness.ts'
import { freshEmbeddedDatabase } from '../storage/testing/fresh-database.ts'

const shape = (id: string, cells: object = {}) => ({
  kind: 'create',
  shape: { id, kind: 'rectangle', position: [0, 0], size: [10, 10], ...cells },
})

describe('duplicating a canvas', () => {
  let rest: RestHarness
  let owner: LoginAnswer

  beforeAll(async () => {
    rest = await startRest(await freshEmbeddedDatabase())
    owner = await rest.register('Owner')
  })
  afterAll(() => rest.close())

  const get = async (canvas: Canvas, path: string) =>
    (
      await rest.call({ method: 'GET', path: `/canvases/${canvas.id}${path}`, token: owner.accessToken })
    ).json()
  const post = (canvas: Canvas, path: string, body: object = {}, token = owner.accessToken) =>
    rest.call({ method: 'POST', path: `/canvases/${canvas.id}${path}`, token, body })
  const commit = async (canvas: Canvas, changes: readonly object[]) => {
    const response = await post(canvas, '/operations', { id: randomUUID(), changes })
    expect(response.statusCode).toBe(201)
  }
  const listed = async (): Promise<readonly Canvas[]> => {
    const path = `/workspaces/${owner.workspaceId}/canvases`
    return (await rest.call({ method: 'GET', path, token: owner.accessToken })).json().items
  }

  test('CM11 the copy has a log of its own, names its origin and hashes to the state it was made from', async () => {
    const source = await rest.createCanvas(owner)
    await commit(source, [shape('z-parent-00', { kind: 'frame' }), shape('shape00001')])
    await commit(source, [
      { ...shape('a-child-000', { parentId: 'z-parent-00' }), at: 'back' },
      { kind: 'place', ids: ['shape00001'], at: 'back' },
      { kind: 'canvas', set: { grid: 'dots' } },
    ])
    const original = await get(source, '/state')
    await commit(source, [{ kind: 'delete', ids: ['z-parent-00'] }])
    const copy: Canvas = (await post(source, '/duplicate', { at: 2 })).json()
    const [, second] = (await get(source, '/operations?since=0')).items
    expect(copy).toMatchObject({
      version: 1,
      originId: copy.id,
      forkedFrom: { originId: source.id, version: 2, hash: second.hash },
    })
    const state = await get(copy, '/state')
    expect(state.stateHash).toBe(original.stateHash)
    expect(await get(copy, '/verify')).toMatchObject({ ok: true, version: 1 })
    const { items } = await get(copy, '/operations?since=0')
    expect(items).toMatchObject([{ kind: 'import', userId: owner.user.id }])
    expect(items[0]).not.toHaveProperty('part')
  })

  test('OP9 a state over the limits of an operation is one import set, all of it in one commit, undone as one', async () => {
    const source = await rest.createCanvas(owner)
    for (const letter of ['a', 'b']) {
      await commit(
        source,
        Array.from({ length: 2_600 }, (_, i) => shape(`${letter}${String(i).padStart(9, '0')}`)),
      )
    }
    const original = await get(source, '/state')
    const copy: Canvas = (await post(source, '/duplicate')).json()
    expect((await get(copy, '/state')).stateHash).toBe(original.stateHash)
    const { items }: { items: CommittedOperation[] } = await get(copy, '/operations?since=0')
    expect(items.map(({ kind, part }) => [kind, part])).toEqual([
      ['import', [1, 2]],
      ['import', [2, 2]],
    ])
    const row = await rest.server.deps.store.readHead(copy.id)
    expect(row).toMatchObject({ version: 2, commitNo: 1 })
    expect((await post(copy, '/undo')).json().operations).not.toHaveLength(0)
    expect((await get(copy, '/state')).shapes).toEqual([])
  })

  test('CM11 a copy of an empty canvas is an empty log', async () => {
    const source = await rest.createCanvas(owner)
    const copy: Canvas = (await post(source, '/duplicate')).json()
    expect(copy).toMatchObject({ version: 0, forkedFrom: { originId: source.id, version: 0 } })
  })

  test('OP9 who may edit one canvas but make none in the workspace gets no copy, and none is left behind', async () => {
    const source = await rest.createCanvas(owner)
    await commit(source, [shape('shape00001')])
    const guest = await rest.register('Guest')
    const members = `/workspaces/${owner.workspaceId}/members`
    const body = { userId: guest.user.id, role: 'viewer' }
    await rest.call({ method: 'POST', path: members, token: owner.accessToken, body })
    const { kysely } = rest.server.deps.db
    const head = await rest.server.deps.store.readHead(source.id)
    if (head === null) throw new Error('the canvas is gone')
    await kysely
      .insertInto('canvas_access')
      .values({ canvas_key: head.key, user_id: guest.user.id, role: 'editor' })
      .execute()
    const before = await listed()
    const response = await post(source, '/duplicate', {}, guest.accessToken)
    expect(response.json()).toMatchObject({ status: 403, code: 'forbidden' })
    expect(await listed()).toEqual(before)
  })

  test('CM1 an import of effective changes begins a log and is refused on one that has begun', async () => {
    const canvas = await rest.createCanvas(owner)
    await commit(canvas, [shape('shape00001')])
    const author = await rest.server.deps.tickets.verifyAccessToken(owner.accessToken)
    if (author === null) throw new Error('not signed in')
    const request = { name: 'import', id: rest.server.deps.newId() as OperationId, changes: [] } as const
    const outcome = await rest.server.deps.logs.commit(canvas.id, author, request)
    expect(outcome).toMatchObject({ kind: 'refused', code: 'canvas_locked' })
  })
})
