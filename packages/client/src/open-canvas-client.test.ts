import { emptyState, type OperationId, type ShapeId, stateHash, toHex } from '@flowstate/engine'
import { sha256 } from '@noble/hashes/sha2.js'
import { describe, expect, test } from 'vitest'
import { ConnectionRefused } from './connection.ts'
import { createMemoryOutboxStorage } from './memory-outbox-storage.ts'
import { queuedOperationsMax } from './open-canvas-client.ts'
import {
  createdRow,
  createShape,
  edit,
  openTestClient,
  shapeId,
  type TestSocket,
  turns,
  wrapOutbox,
} from './testing/client-harness.ts'
import { clientId, opId, row, sync } from './testing/sync-scenario.ts'

const operations = (socket: TestSocket) =>
  socket.sent.flatMap((message) => (message.type === 'operation' ? [message.operation] : []))
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
    expect(operations(socket())).toEqual([])
    disk.release()
    await turns()
    expect(operations(socket()).map((operation) => [operation.id, operation.seq])).toEqual([[id, 1]])
    expect(onDiskWhenSent).toEqual([true])
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
    expect(operations(socket()).map((operation) => operation.id)).toEqual([id])
    expect(client.status().outboxWorks).toBe(false)
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
    expect(operations(socket()).map((operation) => operation.id)).toEqual([id])
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
    expect(operations(second.socket())).toMatchObject([{ id, seq: 1 }])
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
    const [again] = operations(socket())
    expect([again?.id, again?.seq]).toEqual([id, 1])
    expect(again?.clientId).toBe(socket().request.clientId)
    expect(again?.clientId).not.toBe(sockets[0]?.request.clientId)
    storage.releaseAll()
    const heir = await openTestClient({ storage })
    expect(heir.socket().request.clientId).toBe(again?.clientId)
  })
})

describe('canvas client: answers', () => {
  test('CL2 saved means answered: whenSaved waits for the echo, not for the sending', async () => {
    const { client, socket } = await openTestClient()
    socket().goLive()
    await client.whenSaved()
    const id = edit(client)
    let saved = false
    const waiting = client.whenSaved().then(() => {
      saved = true
    })
    await turns()
    expect(operations(socket())).toHaveLength(1)
    expect(saved).toBe(false)
    socket().receive({ type: 'operation', operation: createdRow(id) })
    await waiting
    expect(client.view().get(shapeId)?.createdVersion).toBe(1)
    expect(client.version()).toBe(1)
  })

  test('CL4 what is refused leaves the view, is kept until the person lets it go, and never twice', async () => {
    const storage = createMemoryOutboxStorage()
    const { client, socket } = await openTestClient({ storage })
    socket().goLive()
    const id = edit(client)
    await turns()
    const refusal = { type: 'reject', id, seq: 1, code: 'bad_parent', detail: 'not there' } as const
    socket().receive(refusal, refusal)
    await client.whenSaved()
    expect(client.view().get(shapeId)).toBeUndefined()
    expect(client.status().failed.map((failed) => [failed.entry.id, failed.code])).toEqual([
      [id, 'bad_parent'],
    ])
    await client.close()
    const later = await openTestClient({ storage })
    expect(later.client.status().failed).toHaveLength(1)
    await later.client.forgetFailed(id)
    await later.client.close()
    const last = await openTestClient({ storage })
    expect(last.client.status().failed).toEqual([])
  })

  test('CL5 a state unlike the server’s is read anew once, and only then reported', async () => {
    const { client, socket, clock, sockets } = await openTestClient()
    socket().goLive()
    socket().receive({ type: 'operation', operation: createdRow(opId(1)) })
    socket().receive({ type: 'checksum', version: 1, stateHash: 'ff' })
    expect(sockets[0]?.isClosed()).toBe(true)
    await clock.advance(1_000)
    expect(socket().request.since).toBe(0)
    const { operations: _, ...reset } = sync({ version: 4, hash: 'hash-4' })
    socket().open()
    socket().receive({ ...reset, state: { version: 4, stateHash: '', canvas: {}, shapes: [] }, reset: true })
    expect(client.status()).toMatchObject({ connection: { name: 'live' }, diverged: false })
    const truth = toHex(stateHash(emptyState(), sha256))
    socket().receive({ type: 'checksum', version: 4, stateHash: truth })
    expect(client.status().diverged).toBe(false)
    socket().receive({ type: 'checksum', version: 4, stateHash: 'ff' })
    expect(client.status()).toMatchObject({ connection: { name: 'live' }, diverged: true })
  })
})

describe('canvas client: sockets', () => {
  test('SY5 what an old socket still says is not taken for the new one’s', async () => {
    const { client, sockets, clock } = await openTestClient()
    const [first] = sockets as [TestSocket]
    first.goLive()
    first.drop(1006)
    await clock.advance(1_000)
    const second = sockets[1] as TestSocket
    second.goLive()
    first.receive({ type: 'operation', operation: createdRow(opId(1)) })
    first.drop(4404)
    expect(client.version()).toBe(0)
    expect(client.status().connection.name).toBe('live')
    second.receive({ type: 'operation', operation: row(1) })
    expect(client.version()).toBe(1)
  })

  test('SY5 a socket that comes too late, or after the client was closed, is closed again', async () => {
    let letThrough = () => {}
    const { client, sockets, clock } = await openTestClient({
      beforeSocket: (attempt) =>
        attempt > 1
          ? Promise.resolve()
          : new Promise((resolve) => {
              letThrough = resolve
            }),
    })
    await clock.advance(30_000)
    expect(sockets).toHaveLength(1)
    sockets[0]?.goLive()
    letThrough()
    await turns()
    expect(sockets.map((socket) => socket.isClosed())).toEqual([false, true])
    expect(client.status().connection.name).toBe('live')
  })

  test('SY5 a refusal that will not change stops the tries; a person can ask for another', async () => {
    let refused = true
    let tries = 0
    const { client, sockets, clock } = await openTestClient({
      beforeSocket: async () => {
        tries++
        if (refused) throw new ConnectionRefused(4404, 'gone or not yours')
      },
    })
    edit(client)
    await clock.advance(3_600_000)
    expect(tries).toBe(1)
    expect(client.status()).toMatchObject({
      pending: 1,
      connection: { name: 'stopped', reason: { kind: 'closed', code: 4404 } },
    })
    refused = false
    client.retry()
    await turns()
    sockets[0]?.goLive()
    expect(operations(sockets[0] as TestSocket)).toHaveLength(1)
  })

  test('SY5 a server that cannot be reached is tried for hours, and found when it is back', async () => {
    let reachable = false
    let tries = 0
    const { client, sockets, clock } = await openTestClient({
      beforeSocket: async () => {
        tries++
        if (!reachable) throw new Error('no route')
      },
    })
    edit(client)
    await clock.advance(4 * 3_600_000)
    expect(client.status().connection.name).toBe('offline')
    expect(tries).toBeGreaterThan((4 * 3_600) / 30 - 1)
    reachable = true
    for (let waited = 0; sockets.length === 0 && waited < 30; waited++) await clock.advance(1_000)
    sockets[0]?.goLive()
    expect(operations(sockets[0] as TestSocket)).toHaveLength(1)
  })

  test('PR1 the others are told again on a new socket what is selected here', async () => {
    const { client, socket, clock } = await openTestClient()
    const selection = ['shape-a-0000' as ShapeId]
    client.setPresence({ selection })
    socket().goLive()
    expect(socket().sent).toEqual([{ type: 'presence', selection }])
    client.setPresence({ tool: 'draw' })
    socket().drop(1006)
    await clock.advance(1_000)
    socket().goLive()
    expect(socket().sent).toEqual([{ type: 'presence', selection, tool: 'draw' }])
  })
})
