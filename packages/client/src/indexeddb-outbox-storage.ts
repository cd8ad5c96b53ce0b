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
  const nextSeq = Math.max(record.nextSeq, (entries.at(-1)?.seq ?? 0) + 1)
  return { clientId: record.clientId, nextSeq, entries }
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
 * The outbox of browsers. A queue is owned by one tab at a time. That of a closed tab of the same user is claimed under its own
 * clientId; further ones are taken over behind it under the same operation ids, which is safe because ids are committed once
 * (CM6).
 */
export function createIndexedDbOutboxStorage(options: {
  readonly name: string
  readonly clock: ClientClock
}): OutboxStorage {
  return {
    async claim(owner, freshClientId) {
      const database = await openOutboxDatabase(options.name)
      const claimOf = (clientId: ClientId) => claimOwnership(clientId, options.clock)
      const known = () => database.getAllFromIndex('queues', 'owner', [owner.userId, owner.canvasId])
      let record: QueueRecord = { ...owner, clientId: freshClientId, nextSeq: 1 }
      let ownership: Ownership | null = null
      for (const { clientId } of await known()) {
        ownership = await claimOf(clientId)
        if (ownership === null) continue
        // As it is now that nobody writes to it any more.
        record = (await database.get('queues', clientId)) ?? { ...record, clientId }
        break
      }
      ownership ??= await claimOf(freshClientId)
      const queue = await readQueue(database, record)
      await database.put('queues', { ...record, nextSeq: queue.nextSeq })
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
          // before anybody can see that there is such a queue
          const owned = next.clientId === clientId ? ownership : await claimOf(next.clientId)
          await replaceQueue(database, { owner, from: clientId, mine, next }).catch((error: unknown) => {
            if (owned !== ownership) owned?.release()
            throw error
          })
          for (const entry of next.entries) mine.add(entry.id)
          nextSeq = next.nextSeq
          if (next.clientId === clientId) return
          ownership?.release()
          clientId = next.clientId
          ownership = owned
        },
        async takeLeft(wanted = () => true) {
          for (const other of await known()) {
            const owned = other.clientId === clientId ? null : await claimOf(other.clientId)
            if (owned === null) continue
            const done = () => forgetEmptyQueue(database, other.clientId).finally(() => owned.release())
            // The canvas may be closed meanwhile, and the database with it.
            const { entries } = await readQueue(database, other).catch((error: unknown) => {
              owned.release()
              throw error
            })
            if (entries.length > 0 && wanted(other.clientId)) return { entries, done }
            await done()
          }
          return null
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
