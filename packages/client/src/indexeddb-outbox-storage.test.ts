import 'fake-indexeddb/auto'
import type { CanvasId, ClientId, OperationId, UserId } from '@flowstate/engine'
import { expect, test, vi } from 'vitest'
import { createIndexedDbOutboxStorage } from './indexeddb-outbox-storage.ts'
import { claimOwnership } from './outbox-ownership.ts'
import { outboxStorageContract } from './outbox-storage.contract.ts'
import type { QueueEntry } from './sync-state.ts'

/** Web Locks of one browser: a crash of the owner frees what it held. */
function installLocks(): {
  crash(): void
  /** Runs `work` before the lock is given the next time. */
  before(name: string, work: () => Promise<unknown>): void
} {
  const held = new Map<string, () => void>()
  const waiting = new Map<string, () => Promise<unknown>>()
  const request = async (
    name: string,
    _options: unknown,
    callback: (lock: { name: string } | null) => Promise<void> | undefined,
  ) => {
    const work = waiting.get(name)
    waiting.delete(name)
    await work?.()
    if (held.has(name)) return callback(null)
    held.set(name, () => {})
    await callback({ name })
    held.delete(name)
  }
  vi.stubGlobal('navigator', { locks: { request } })
  return { crash: () => held.clear(), before: (name, work) => waiting.set(name, work) }
}

const clock = { now: () => 0, after: () => () => {} }
let databases = 0

outboxStorageContract('IndexedDB', async () => {
  const locks = installLocks()
  const name = `outbox-${++databases}`
  return {
    storage: createIndexedDbOutboxStorage({ name, clock }),
    async crash() {
      locks.crash()
      return createIndexedDbOutboxStorage({ name, clock })
    },
  }
})

const client = (name: string) => name as ClientId
const entry = (name: string, seq: number): QueueEntry => {
  const id = name as OperationId
  return { id, seq, request: { type: 'undo', id } }
}

/** An outbox storage of its own, and the tabs of one person on one canvas that claim in it. */
function openStorage() {
  const locks = installLocks()
  const storage = createIndexedDbOutboxStorage({ name: `outbox-${++databases}`, clock })
  const owner = { userId: 'user-a' as UserId, canvasId: 'canvas-a' as CanvasId }
  return { locks, claim: (name: string) => storage.claim(owner, client(name)) }
}

test('CM7 a queue under a new clientId is owned before another tab can see it', async () => {
  const { locks, claim } = openStorage()
  const first = await claim('client-1')
  const second = await claim('client-2')
  const looks: unknown[] = []
  locks.before('flowstate-client-client-9', async () => looks.push(await second.takeLeft()))
  await first.replace({ clientId: client('client-9'), nextSeq: 2, entries: [entry('a', 1)] })
  expect([...looks, await second.takeLeft()]).toEqual([null, null])
})

test('CL3 two tabs that own one queue after all: one that takes a new clientId leaves the work of the other', async () => {
  const { locks, claim } = openStorage()
  const first = await claim('client-1')
  locks.crash()
  const second = await claim('client-2')
  expect(second.queue.clientId).toBe('client-1')
  await first.append(entry('a', 1))
  await second.append(entry('b', 1))
  await second.replace({ clientId: client('client-2'), nextSeq: 2, entries: [entry('b', 1)] })
  locks.crash()
  const heir = await claim('client-3')
  const left = await heir.takeLeft()
  const ids = [...heir.queue.entries, ...(left?.entries ?? [])].map((one) => one.id)
  expect(ids.sort()).toEqual(['a', 'b'])
})

test('CL3 an entry written while the queue is given free is adopted with it', async () => {
  const { locks, claim } = openStorage()
  const outbox = await claim('client-1')
  const released = outbox.release()
  await outbox.append(entry('a', 1))
  await released
  locks.crash()
  const heir = await claim('client-2')
  expect(heir.queue.entries).toHaveLength(1)
})

test('CL3 a canvas that is closed while it looks for left queues keeps none of them', async () => {
  const { locks, claim } = openStorage()
  const first = await claim('client-1')
  const second = await claim('client-2')
  await first.append(entry('a', 1))
  await first.release()
  locks.before('flowstate-client-client-1', () => second.release())
  await expect(second.takeLeft()).rejects.toThrow()
  const heir = await claim('client-3')
  expect(heir.queue.entries).toEqual([entry('a', 1)])
})

test('CM7 a new clientId that could not be written is free again', async () => {
  const { claim } = openStorage()
  const first = await claim('client-1')
  const next = { clientId: client('client-9'), nextSeq: 1, entries: [] }
  const broken = { ...next, nextSeq: (() => 0) as unknown }
  await expect(first.replace(broken as typeof next)).rejects.toThrow()
  expect(await claimOwnership(next.clientId, clock)).not.toBeNull()
})

test('CL3 a queue that was taken over is gone', async () => {
  const { locks, claim } = openStorage()
  const first = await claim('client-1')
  const second = await claim('client-2')
  await first.append(entry('a', 1))
  await first.release()
  const left = await second.takeLeft()
  await second.replace({ clientId: client('client-2'), nextSeq: 2, entries: [...(left?.entries ?? [])] })
  await left?.done()
  locks.crash()
  const heir = await claim('client-3')
  expect(heir.queue).toEqual({ clientId: 'client-2', nextSeq: 2, entries: [entry('a', 1)] })
})
