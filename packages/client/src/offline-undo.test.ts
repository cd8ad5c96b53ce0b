import type { ProposedChange, ShapeId } from '@flowstate/engine'
import { expect, test } from 'vitest'
import { createMemoryOutboxStorage } from './memory-outbox-storage.ts'
import { createdRow, edit, openTestClient, shapeId, turns } from './testing/client-harness.ts'
import { opId, row } from './testing/sync-scenario.ts'

const shape = (n: number) => `shape-${n}-00000` as ShapeId
const create = (n: number): ProposedChange => ({
  kind: 'create',
  shape: { id: shape(n), kind: 'rectangle', position: [n, 0], size: [10, 10] },
})

async function openOffline(storage = createMemoryOutboxStorage()) {
  const harness = await openTestClient({
    storage,
    beforeSocket: async (attempt) => {
      if (attempt === 1) throw new Error('no network')
    },
  })
  const ids = () => [...harness.client.view().shapes()].map(({ id }) => id).sort()
  return { ...harness, ids }
}

test('UN8 offline, own unsent work is taken back and brought back at once; it goes out in order, with its targets', async () => {
  const { client, socket, ids } = await openOffline()
  expect(client.status()).toMatchObject({ canUndo: false, canRedo: false })
  const operations = [1, 2, 3].map((n) => edit(client, [create(n)]))
  expect(client.status()).toMatchObject({ canUndo: true, canRedo: false })
  const first = client.undo()
  expect(ids()).toEqual([shape(1), shape(2)])
  const second = client.undo()
  expect(ids()).toEqual([shape(1)])
  client.redo()
  expect(ids()).toEqual([shape(1), shape(2)])
  expect(client.status()).toMatchObject({ canUndo: true, canRedo: true })
  client.retry()
  await turns()
  socket().goLive()
  const asked = socket().sent.flatMap((message) =>
    message.type === 'undo' || message.type === 'redo' ? [[message.type, message.target, message.seq]] : [],
  )
  expect(asked).toEqual([
    ['undo', [operations[2]], 4],
    ['undo', [operations[1]], 5],
    ['redo', [second], 6],
  ])
  expect(first).not.toBe(second)
})

test('UN8 an undo waits in the outbox like an edit, and is shown again after a reload', async () => {
  const storage = createMemoryOutboxStorage()
  const { client } = await openOffline(storage)
  edit(client, [create(1)])
  edit(client, [{ kind: 'update', id: shape(1), set: { position: [70, 70] } }])
  client.undo()
  expect(client.view().get(shape(1))?.position).toEqual([1, 0])
  await turns()
  storage.releaseAll()
  const later = await openOffline(storage)
  expect(later.client.view().get(shape(1))?.position).toEqual([1, 0])
  expect(later.client.status()).toMatchObject({ pending: 3, canUndo: true, canRedo: true })
})

test('CL2 while the queue drains an undone shape does not come back: its undo stays shown until its own row', async () => {
  const { client, socket, ids } = await openOffline()
  const id = edit(client)
  const undoId = client.undo()
  expect(ids()).toEqual([])
  client.retry()
  await turns()
  socket().goLive()
  socket().receive({ type: 'operation', operation: createdRow(id) })
  expect(client.version()).toBe(1)
  expect(ids()).toEqual([])
  const undone = row(2, {
    id: undoId,
    kind: 'undo',
    undoOf: [1],
    changes: [{ kind: 'delete', ids: [shapeId] }],
  })
  socket().receive({ type: 'operation', operation: undone })
  expect(ids()).toEqual([])
  expect(client.status().pending).toBe(0)
})

test('UN3 the row of the server is the truth: where others came between, the view follows it', async () => {
  const { client, socket, ids } = await openOffline()
  const id = edit(client)
  const undoId = client.undo()
  client.retry()
  await turns()
  socket().goLive()
  socket().receive({ type: 'operation', operation: createdRow(id) })
  socket().receive({ type: 'ack', id: undoId, seq: 2, version: 1, duplicate: false, reason: 'no_effect' })
  expect(ids()).toEqual([shapeId])
})

test('UN8 what is in the log already cannot be undone offline; live, the server finds the step', async () => {
  const { client, socket } = await openTestClient()
  socket().goLive()
  socket().receive({ type: 'operation', operation: createdRow(opId(7)) })
  expect(client.status()).toMatchObject({ canUndo: true, canRedo: true })
  client.undo()
  await turns()
  expect(socket().sent.at(-1)).toMatchObject({ type: 'undo', seq: 1 })
  expect(socket().sent.at(-1)).not.toHaveProperty('target')
  socket().drop(1006)
  expect(client.status()).toMatchObject({ canUndo: false, canRedo: false })
})
