import type { ClientId } from '@flowstate/engine'
import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { ClientClock } from './client-clock.ts'
import { claimOwnership, type Ownership } from './outbox-ownership.ts'
import type {
  ClaimedOutbox,
  FailedOperation,
  OutboxOwner,
  OutboxStorage,
  StoredQueue,
} from './outbox-storage.ts'
import type { QueueEntry } from './sync-state.ts'

interface QueueRecord extends OutboxOwner {
  readonly clientId: ClientId
  readonly nextSeq: number
}

interface OutboxSchema extends DBSchema {
  queues: { key: string; value: QueueRecord; indexes: { owner: [string, string] } }
  entries: { key: string; value: { clientId: string; entry: QueueEntry }; indexes: { client: string } }
  failed: {
    key: string
    value: OutboxOwner & { id: string; failed: FailedOperation }
    indexes: { owner: [string, string] }
  }
}

type OutboxDatabase = IDBPDatabase<OutboxSchema>

/** `strict`: the promise resolves when the write is on disk, not merely handed to the system (CL3). */
const durable = { durability: 'strict' } as const

function openOutboxDatabase(name: string): Promise<OutboxDatabase> {
  return openDB<OutboxSchema>(name, 1, {
    upgrade(database) {
      const queues = database.createObjectStore('queues', { keyPath: 'clientId' })
      queues.createIndex('owner', ['userId', 'canvasId'])
      const entries = database.createObjectStore('entries', { keyPath: 'entry.id' })
      entries.createIndex('client', 'clientId')
      const failed = database.createObjectStore('failed', { keyPath: 'id' })
      failed.createIndex('owner', ['userId', 'canvasId'])
    },
  })
}

async function readQueue(database: OutboxDatabase, record: QueueRecord): Promise<StoredQueue> {
  const stored = await database.getAllFromIndex('entries', 'client', record.clientId)
  const entries = stored.map((row) => row.entry).sort((a, b) => a.seq - b.seq)
  return { clientId: record.clientId, nextSeq: record.nextSeq, entries }
}

async function writeQueue(
  database: OutboxDatabase,
  owner: OutboxOwner,
  change: { readonly drop: readonly ClientId[]; readonly put: StoredQueue },
): Promise<void> {
  const transaction = database.transaction(['queues', 'entries'], 'readwrite', durable)
  const queues = transaction.objectStore('queues')
  const entries = transaction.objectStore('entries')
  for (const clientId of change.drop) {
    await queues.delete(clientId)
    for (const key of await entries.index('client').getAllKeys(clientId)) await entries.delete(key)
  }
  const { clientId, nextSeq } = change.put
  await queues.put({ ...owner, clientId, nextSeq })
  for (const entry of change.put.entries) await entries.put({ clientId, entry })
  await transaction.done
}

/** Writes the queue anew under its next clientId; entries under the old one that others wrote stay where they are. */
async function replaceQueue(
  database: OutboxDatabase,
  change: {
    readonly owner: OutboxOwner
    readonly from: ClientId
    readonly mine: ReadonlySet<string>
    readonly next: StoredQueue
  },
): Promise<void> {
  const { owner, from, mine, next } = change
  const kept = new Set<string>(next.entries.map((entry) => entry.id))
  const transaction = database.transaction(['queues', 'entries'], 'readwrite', durable)
  const queues = transaction.objectStore('queues')
  const entries = transaction.objectStore('entries')
  for (const id of mine) if (!kept.has(id)) await entries.delete(id)
  await queues.put({ ...owner, clientId: next.clientId, nextSeq: next.nextSeq })
  for (const entry of next.entries) await entries.put({ clientId: next.clientId, entry })
  if (next.clientId !== from && (await entries.index('client').count(from)) === 0) await queues.delete(from)
  await transaction.done
}

/** In one transaction, so that no entry written meanwhile is left without its queue. */
async function forgetEmptyQueue(database: OutboxDatabase, clientId: ClientId): Promise<void> {
  const transaction = database.transaction(['queues', 'entries'], 'readwrite', durable)
  const left = await transaction.objectStore('entries').index('client').count(clientId)
  if (left === 0) await transaction.objectStore('queues').delete(clientId)
  await transaction.done
}

/**
 * The outbox of browsers. A queue is owned by one tab at a time; the queues that closed tabs of the same user left are taken
 * over, the first under its own clientId, the others behind it under the same operation ids, which is safe because ids are
 * committed once (CM6).
 */
export function createIndexedDbOutboxStorage(options: {
  readonly name: string
  readonly clock: ClientClock
}): OutboxStorage {
  return {
    async claim(owner, freshClientId) {
      const database = await openOutboxDatabase(options.name)
      const known = await database.getAllFromIndex('queues', 'owner', [owner.userId, owner.canvasId])
      const owned: { readonly record: QueueRecord; readonly ownership: Ownership }[] = []
      for (const record of known) {
        const ownership = await claimOwnership(record.clientId, options.clock)
        if (ownership) owned.push({ record, ownership })
      }
      const first = owned[0]
      const record = first?.record ?? { ...owner, clientId: freshClientId, nextSeq: 1 }
      let ownership = first?.ownership ?? (await claimOwnership(freshClientId, options.clock))
      let queue = await readQueue(database, record)
      for (const other of owned.slice(1)) {
        const left = await readQueue(database, other.record)
        const moved = left.entries.map((entry, i) => ({ ...entry, seq: queue.nextSeq + i }))
        queue = {
          ...queue,
          nextSeq: queue.nextSeq + moved.length,
          entries: [...queue.entries, ...moved],
        }
        await writeQueue(database, owner, { drop: [other.record.clientId], put: queue })
        other.ownership.release()
      }
      if (!first) await writeQueue(database, owner, { drop: [], put: queue })
      const failed = await database.getAllFromIndex('failed', 'owner', [owner.userId, owner.canvasId])
      let { clientId, nextSeq } = queue
      /** What this tab has written: should two tabs own one queue after all, neither may delete the other's work. */
      const mine = new Set<string>(queue.entries.map((entry) => entry.id))

      const claimed: ClaimedOutbox = {
        queue,
        failed: failed.map((row) => row.failed),
        async append(entry) {
          mine.add(entry.id)
          const transaction = database.transaction(['queues', 'entries'], 'readwrite', durable)
          await transaction.objectStore('entries').put({ clientId, entry })
          nextSeq = Math.max(nextSeq, entry.seq + 1)
          await transaction.objectStore('queues').put({ ...owner, clientId, nextSeq })
          await transaction.done
        },
        async remove(entryId) {
          mine.delete(entryId)
          await database.delete('entries', entryId)
        },
        async replace(next) {
          await replaceQueue(database, { owner, from: clientId, mine, next })
          for (const entry of next.entries) mine.add(entry.id)
          nextSeq = next.nextSeq
          if (next.clientId === clientId) return
          ownership?.release()
          clientId = next.clientId
          ownership = await claimOwnership(clientId, options.clock)
        },
        async addFailed(operation) {
          await database.put('failed', { ...owner, id: operation.entry.id, failed: operation })
        },
        async clearFailed(entryId) {
          await database.delete('failed', entryId)
        },
        async release() {
          await forgetEmptyQueue(database, clientId)
          ownership?.release()
          database.close()
        },
      }
      return claimed
    },
  }
}
