import type { OperationId } from '@flowstate/engine'
import { describe, expect, test } from 'vitest'
import { createMemoryOutboxStorage } from './memory-outbox-storage.ts'
import { queuedOperationsMax } from './sync-state.ts'
import {
  createdRow,
  createShape,
  edit,
  openTestClient,
  operationsIn,
  shapeId,
  turns,
  wrapOutbox,
} from './testing/client-harness.ts'
import { clientId, opId } from './testing/sync-scenario.ts'

const canvasEdit = { kind: 'canvas', set: { background: '#ffffff' } } as const

/** A disk on which writing waits until the test lets it go on. */
function slowDisk() {
  const memory = createMemoryOutboxStorage()
  let release = () => {}
  const gate = new Promise<void>((resolve) => {
    release = resolve
  })
  const written: OperationId[] = []
  const storage = wrapOutbox(memory, (outbox) => ({
    ...outbox,
    async append(entry) {
      await gate
      await outbox.append(entry)
      written.push(entry.id)
    },
  }))
  return { memory, storage, written, release: () => release() }
}

describe('canvas client: outbox', () => {
  test('CL3 an operation is on disk before it is sent, and shown before either', async () => {
    const disk = slowDisk()
    const onDiskWhenSent: boolean[] = []
    const { client, socket } = await openTestClient({
      storage: disk.storage,
      onSend: (message) => {
        if (message.type === 'operation') onDiskWhenSent.push(disk.written.includes(message.operation.id))
      },
    })
    socket().goLive()
    const id = edit(client)
    expect(client.view().get(shapeId)).toBeDefined()
    await turns()
    expect(operationsIn(socket())).toEqual([])
    disk.release()
    await turns()
    expect(operationsIn(socket()).map((operation) => [operation.id, operation.seq])).toEqual([[id, 1]])
    expect(onDiskWhenSent).toEqual([true])
  })

  test('CL3 what is kept here is said to be so when it is on disk, and not before', async () => {
    const disk = slowDisk()
    const { client } = await openTestClient({ storage: disk.storage })
    const told: number[] = []
    client.subscribe({ status: ({ pending, kept }) => told.push(pending * 10 + kept) })
    edit(client)
    await turns()
    expect(client.status()).toMatchObject({ pending: 1, kept: 0 })
    disk.release()
    await turns()
    expect(client.status()).toMatchObject({ pending: 1, kept: 1 })
    expect(told).toEqual([10, 11])
  })

  test('CL3 a disk that cannot be written keeps no work from the server, and the status says so', async () => {
    const storage = wrapOutbox(createMemoryOutboxStorage(), (outbox) => ({
      ...outbox,
      append: () => Promise.reject(new Error('quota')),
      remove: () => Promise.reject(new Error('quota')),
    }))
    const { client, socket } = await openTestClient({ storage })
    socket().goLive()
    expect(client.status().outboxWorks).toBe(true)
    const id = edit(client)
    await turns()
    expect(operationsIn(socket()).map((operation) => operation.id)).toEqual([id])
    expect(client.status()).toMatchObject({ outboxWorks: false, kept: 0 })
    socket().receive({ type: 'operation', operation: createdRow(id) })
    expect(client.status().pending).toBe(0)
  })

  test('CL3 where there is no storage at all the canvas opens and saves to the server', async () => {
    const { client, socket } = await openTestClient({
      storage: { claim: () => Promise.reject(new Error('no IndexedDB in this window')) },
    })
    expect(client.status().outboxWorks).toBe(false)
    socket().goLive()
    const id = edit(client)
    await turns()
    expect(operationsIn(socket()).map((operation) => operation.id)).toEqual([id])
  })

  test('CL3 the outbox is bounded: what would not fit is refused and not shown', async () => {
    const entries = Array.from({ length: queuedOperationsMax }, (_, i) => {
      const id = opId(i + 1)
      return { id, seq: i + 1, request: { type: 'undo', id } } as const
    })
    const storage = wrapOutbox(createMemoryOutboxStorage(), (outbox) => ({
      ...outbox,
      queue: { clientId, nextSeq: entries.length + 1, entries },
    }))
    const { client, socket } = await openTestClient({ storage })
    expect(client.dispatch([createShape])).toMatchObject({ ok: false, error: { code: 'too_many_changes' } })
    expect(client.view().get(shapeId)).toBeUndefined()
    socket().goLive()
    socket().receive({ type: 'ack', id: opId(1), seq: 1, duplicate: false, reason: 'nothing_left' })
    expect(client.dispatch([createShape]).ok).toBe(true)
  })

  test('CL3 close keeps what is pending; the next client sends it under its old id and seq', async () => {
    const storage = createMemoryOutboxStorage()
    const first = await openTestClient({ storage })
    const id = edit(first.client)
    await first.client.close()
    expect(first.sockets.every((socket) => socket.isClosed())).toBe(true)
    const second = await openTestClient({ storage })
    expect(second.client.view().get(shapeId)).toBeDefined()
    expect(second.client.status().pending).toBe(1)
    second.socket().goLive()
    expect(operationsIn(second.socket())).toMatchObject([{ id, seq: 1 }])
  })

  test('CL3 an edit made while the client closes is kept; one made after is refused', async () => {
    const disk = slowDisk()
    const { client } = await openTestClient({ storage: disk.storage })
    const early = edit(client)
    const closed = client.close()
    const late = edit(client, [canvasEdit])
    disk.release()
    await closed
    expect(disk.written).toEqual([early, late])
    expect(client.dispatch([canvasEdit]).ok).toBe(false)
    await client.close()
    const next = await openTestClient({ storage: disk.memory })
    expect(next.client.status().pending).toBe(2)
  })

  test('CM7 cloned storage: the queue goes on under a new clientId, and so it lies on disk', async () => {
    const storage = createMemoryOutboxStorage()
    const { client, sockets, socket, clock } = await openTestClient({ storage })
    socket().goLive()
    const id = edit(client)
    await turns()
    socket().receive({ type: 'error', code: 'seq_conflict', detail: '', id })
    await clock.advance(1_000)
    expect(sockets).toHaveLength(2)
    socket().goLive()
    const [again] = operationsIn(socket())
    expect([again?.id, again?.seq]).toEqual([id, 1])
    expect(again?.clientId).toBe(socket().request.clientId)
    expect(again?.clientId).not.toBe(sockets[0]?.request.clientId)
    storage.releaseAll()
    const heir = await openTestClient({ storage })
    expect(heir.socket().request.clientId).toBe(again?.clientId)
  })
})
