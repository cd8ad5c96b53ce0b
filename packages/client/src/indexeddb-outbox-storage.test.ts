import 'fake-indexeddb/auto'
import { expect, test, vi } from 'vitest'
import { createIndexedDbOutboxStorage } from './indexeddb-outbox-storage.ts'
import { outboxStorageContract } from './outbox-storage.contract.ts'

/** Web Locks of one browser: a crash of the owner frees what it held. */
function installLocks(): { crash(): void } {
  const held = new Map<string, () => void>()
  const request = async (
    name: string,
    _options: unknown,
    callback: (lock: { name: string } | null) => Promise<void> | undefined,
  ) => {
    if (held.has(name)) return callback(null)
    held.set(name, () => {})
    await callback({ name })
    held.delete(name)
  }
  vi.stubGlobal('navigator', { locks: { request } })
  return { crash: () => held.clear() }
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

test('CL3 the queues of several closed tabs are joined behind the first, under the same ids', async () => {
  const locks = installLocks()
  const storage = createIndexedDbOutboxStorage({ name: `outbox-${++databases}`, clock })
  const owner = { userId: 'user-a', canvasId: 'canvas-a' } as Parameters<typeof storage.claim>[0]
  const entry = (id: string, seq: number) =>
    ({ id, seq, request: { type: 'undo', id } }) as Parameters<
      Awaited<ReturnType<typeof storage.claim>>['append']
    >[0]
  const first = await storage.claim(owner, 'client-1' as Parameters<typeof storage.claim>[1])
  const second = await storage.claim(owner, 'client-2' as Parameters<typeof storage.claim>[1])
  await first.append(entry('a', 1))
  await second.append(entry('b', 1))
  await second.append(entry('c', 2))
  locks.crash()
  const heir = await storage.claim(owner, 'client-3' as Parameters<typeof storage.claim>[1])
  expect(heir.queue.clientId).toBe('client-1')
  expect(heir.queue.entries.map((one) => [one.id, one.seq])).toEqual([
    ['a', 1],
    ['b', 2],
    ['c', 3],
  ])
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
  expect(heir.queue.entries.map((one) => one.id).sort()).toEqual(['a', 'b'])
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
