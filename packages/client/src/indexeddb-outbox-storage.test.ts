import 'fake-indexeddb/auto'
import { expect, test, vi } from 'vitest'
import { createIndexedDbOutboxStorage } from './indexeddb-outbox-storage.ts'
import { claimOwnership } from './outbox-ownership.ts'
import { outboxStorageContract } from './outbox-storage.contract.ts'

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

test('CM7 a queue under a new clientId is owned before another tab can see it', async () => {
  const locks = installLocks()
  const storage = createIndexedDbOutboxStorage({ name: `outbox-${++databases}`, clock })
  type Claim = Parameters<typeof storage.claim>
  const owner = { userId: 'user-a', canvasId: 'canvas-a' } as Claim[0]
  const first = await storage.claim(owner, 'client-1' as Claim[1])
  const second = await storage.claim(owner, 'client-2' as Claim[1])
  const looks: unknown[] = []
  locks.before('flowstate-client-client-9', async () => looks.push(await second.takeLeft()))
  const entry = { id: 'a', seq: 1, request: { type: 'undo', id: 'a' } } as Parameters<typeof first.append>[0]
  await first.replace({ clientId: 'client-9' as Claim[1], nextSeq: 2, entries: [entry] })
  expect([...looks, await second.takeLeft()]).toEqual([null, null])
})

test('CL3 two tabs that own one queue after all: one that takes a new clientId leaves the work of the other', async () => {
  const locks = installLocks()
  const name = `outbox-${++databases}`
  const storage = createIndexedDbOutboxStorage({ name, clock })
  type Claim = Parameters<typeof storage.claim>
  const owner = { userId: 'user-a', canvasId: 'canvas-a' } as Claim[0]
  const entry = (id: string, seq: number) =>
    ({ id, seq, request: { type: 'undo', id } }) as Parameters<
      Awaited<ReturnType<typeof storage.claim>>['append']
    >[0]
  const first = await storage.claim(owner, 'client-1' as Claim[1])
  locks.crash()
  const second = await storage.claim(owner, 'client-2' as Claim[1])
  expect(second.queue.clientId).toBe('client-1')
  await first.append(entry('a', 1))
  await second.append(entry('b', 1))
  await second.replace({ clientId: 'client-2' as Claim[1], nextSeq: 2, entries: [entry('b', 1)] })
  locks.crash()
  const heir = await storage.claim(owner, 'client-3' as Claim[1])
  const left = await heir.takeLeft()
  const ids = [...heir.queue.entries, ...(left?.entries ?? [])].map((one) => one.id)
  expect(ids.sort()).toEqual(['a', 'b'])
})

test('CL3 an entry written while the queue is given free is adopted with it', async () => {
  const locks = installLocks()
  const storage = createIndexedDbOutboxStorage({ name: `outbox-${++databases}`, clock })
  type Claim = Parameters<typeof storage.claim>
  const owner = { userId: 'user-a', canvasId: 'canvas-a' } as Claim[0]
  const outbox = await storage.claim(owner, 'client-1' as Claim[1])
  const released = outbox.release()
  const entry = { id: 'a', seq: 1, request: { type: 'undo', id: 'a' } }
  await outbox.append(entry as Parameters<typeof outbox.append>[0])
  await released
  locks.crash()
  const heir = await storage.claim(owner, 'client-2' as Claim[1])
  expect(heir.queue.entries).toHaveLength(1)
})

test('CL3 a canvas that is closed while it looks for left queues keeps none of them', async () => {
  const locks = installLocks()
  const storage = createIndexedDbOutboxStorage({ name: `outbox-${++databases}`, clock })
  type Claim = Parameters<typeof storage.claim>
  const owner = { userId: 'user-a', canvasId: 'canvas-a' } as Claim[0]
  const first = await storage.claim(owner, 'client-1' as Claim[1])
  const second = await storage.claim(owner, 'client-2' as Claim[1])
  const entry = { id: 'a', seq: 1, request: { type: 'undo', id: 'a' } } as Parameters<typeof first.append>[0]
  await first.append(entry)
  await first.release()
  locks.before('flowstate-client-client-1', () => second.release())
  await expect(second.takeLeft()).rejects.toThrow()
  const heir = await storage.claim(owner, 'client-3' as Claim[1])
  expect(heir.queue.entries).toEqual([entry])
})

test('CM7 a new clientId that could not be written is free again', async () => {
  installLocks()
  const storage = createIndexedDbOutboxStorage({ name: `outbox-${++databases}`, clock })
  type Claim = Parameters<typeof storage.claim>
  const owner = { userId: 'user-a', canvasId: 'canvas-a' } as Claim[0]
  const first = await storage.claim(owner, 'client-1' as Claim[1])
  const next = { clientId: 'client-9' as Claim[1], nextSeq: 1, entries: [] }
  const broken = { ...next, nextSeq: (() => 0) as unknown }
  await expect(first.replace(broken as typeof next)).rejects.toThrow()
  expect(await claimOwnership(next.clientId, clock)).not.toBeNull()
})

test('CL3 a queue that was taken over is gone', async () => {
  const locks = installLocks()
  const storage = createIndexedDbOutboxStorage({ name: `outbox-${++databases}`, clock })
  type Claim = Parameters<typeof storage.claim>
  const owner = { userId: 'user-a', canvasId: 'canvas-a' } as Claim[0]
  const first = await storage.claim(owner, 'client-1' as Claim[1])
  const second = await storage.claim(owner, 'client-2' as Claim[1])
  const entry = { id: 'a', seq: 1, request: { type: 'undo', id: 'a' } } as Parameters<typeof first.append>[0]
  await first.append(entry)
  await first.release()
  const left = await second.takeLeft()
  await second.replace({ clientId: 'client-2' as Claim[1], nextSeq: 2, entries: [...(left?.entries ?? [])] })
  await left?.done()
  locks.crash()
  const heir = await storage.claim(owner, 'client-3' as Claim[1])
  expect(heir.queue).toEqual({ clientId: 'client-2', nextSeq: 2, entries: [entry] })
})
