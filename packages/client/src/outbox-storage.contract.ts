import type { CanvasId, ClientId, OperationId, UserId } from '@flowstate/engine'
import { describe, expect, test } from 'vitest'
import type { OutboxStorage } from './outbox-storage.ts'
import type { QueueEntry } from './sync-state.ts'

const owner = { userId: 'user-a' as UserId, canvasId: 'canvas-a' as CanvasId }
const entry = (n: number): QueueEntry => ({
  id: `operation-${n}` as OperationId,
  seq: n,
  request: { type: 'operation', operation: { id: `operation-${n}` as OperationId, changes: [] } },
})
const client = (name: string) => name as ClientId

/** What every outbox must hold (CL3). `crash` ends the owner without a release and gives the storage a new process sees. */
export function outboxStorageContract(
  name: string,
  open: () => Promise<{ storage: OutboxStorage; crash(): Promise<OutboxStorage> }>,
): void {
  describe(`outbox storage: ${name}`, () => {
    test('CL3 what was appended is there in order after a crash, under its old clientId', async () => {
      const { storage, crash } = await open()
      const outbox = await storage.claim(owner, client('client-1'))
      expect(outbox.queue).toEqual({ clientId: 'client-1', nextSeq: 1, entries: [] })
      await outbox.append(entry(1))
      await outbox.append(entry(2))
      await outbox.remove(entry(1).id)
      const again = await (await crash()).claim(owner, client('client-2'))
      expect(again.queue).toEqual({ clientId: 'client-1', nextSeq: 3, entries: [entry(2)] })
    })

    test('CL3 an entry written anew stays where it is, and no seq is given twice', async () => {
      const { storage, crash } = await open()
      const outbox = await storage.claim(owner, client('client-1'))
      await outbox.append(entry(1))
      await outbox.append(entry(2))
      const request = { type: 'undo', id: entry(1).id } as const
      await outbox.append({ ...entry(1), request })
      const again = await (await crash()).claim(owner, client('client-2'))
      expect(again.queue).toEqual({
        clientId: 'client-1',
        nextSeq: 3,
        entries: [{ ...entry(1), request }, entry(2)],
      })
    })

    test('CL3 one sender per clientId: a queue in use is not given out twice', async () => {
      const { storage } = await open()
      const first = await storage.claim(owner, client('client-1'))
      await first.append(entry(1))
      const second = await storage.claim(owner, client('client-2'))
      expect(second.queue.clientId).toBe('client-2')
      expect(second.queue.entries).toEqual([])
    })

    test('CL3 a released queue is adopted by the next tab of the same user, not by another user', async () => {
      const { storage } = await open()
      const first = await storage.claim(owner, client('client-1'))
      await first.append(entry(1))
      await first.release()
      const stranger = await storage.claim({ ...owner, userId: 'user-b' as UserId }, client('client-3'))
      expect(stranger.queue.entries).toEqual([])
      const adopted = await storage.claim(owner, client('client-2'))
      expect(adopted.queue.clientId).toBe('client-1')
      expect(adopted.queue.entries).toEqual([entry(1)])
    })

    test('CL3 what a tab leaves that closes later is taken by one that is open, and moves into its queue', async () => {
      const { storage, crash } = await open()
      const first = await storage.claim(owner, client('client-1'))
      await first.append(entry(1))
      await first.append(entry(2))
      const second = await storage.claim(owner, client('client-2'))
      const stranger = await storage.claim({ ...owner, userId: 'user-b' as UserId }, client('client-3'))
      expect(await second.takeLeft()).toBeNull()
      await first.release()
      expect(await stranger.takeLeft()).toBeNull()
      expect(await second.takeLeft(() => false)).toBeNull()
      const left = await second.takeLeft((clientId) => clientId === 'client-1')
      expect(left?.entries).toEqual([entry(1), entry(2)])
      expect(await second.takeLeft()).toBeNull()
      const moved = [entry(7), { ...entry(1), seq: 8 }, { ...entry(2), seq: 9 }]
      await second.replace({ clientId: client('client-2'), nextSeq: 10, entries: moved })
      await left?.done()
      expect(await second.takeLeft()).toBeNull()
      await second.release()
      const heir = await (await crash()).claim(owner, client('client-4'))
      const rest = await heir.takeLeft()
      expect([...heir.queue.entries, ...(rest?.entries ?? [])]).toEqual(moved)
    })

    test('CL3 what was taken and not moved stays for the next', async () => {
      const { storage } = await open()
      const first = await storage.claim(owner, client('client-1'))
      await first.append(entry(1))
      const [second, third] = [
        await storage.claim(owner, client('client-2')),
        await storage.claim(owner, client('client-3')),
      ]
      await first.release()
      const left = await second.takeLeft()
      expect(await third.takeLeft()).toBeNull()
      await left?.done()
      expect((await third.takeLeft())?.entries).toEqual([entry(1)])
    })

    test('CM7 replace moves the queue to another clientId in one step', async () => {
      const { storage, crash } = await open()
      const outbox = await storage.claim(owner, client('client-1'))
      await outbox.append(entry(4))
      const moved = { clientId: client('client-9'), nextSeq: 2, entries: [{ ...entry(4), seq: 1 }] }
      await outbox.replace(moved)
      await outbox.append({ ...entry(5), seq: 2 })
      const again = await (await crash()).claim(owner, client('client-2'))
      expect(again.queue).toEqual({
        clientId: 'client-9',
        nextSeq: 3,
        entries: [
          { ...entry(4), seq: 1 },
          { ...entry(5), seq: 2 },
        ],
      })
    })

    test('CL4 what could not be saved is kept until it is cleared', async () => {
      const { storage, crash } = await open()
      const outbox = await storage.claim(owner, client('client-1'))
      const failed = { entry: entry(1), code: 'unknown_shape', detail: 'gone', atMs: 5 }
      await outbox.addFailed(failed)
      const again = await (await crash()).claim(owner, client('client-2'))
      expect(again.failed).toEqual([failed])
      await again.clearFailed(entry(1).id)
      const last = await (await crash()).claim(owner, client('client-3'))
      expect(last.failed).toEqual([])
    })
  })
}
