import type { ClientId } from '@flowstate/engine'
import type {
  ClaimedOutbox,
  FailedOperation,
  OutboxOwner,
  OutboxStorage,
  StoredQueue,
} from './outbox-storage.ts'

interface Slot {
  owner: OutboxOwner
  queue: StoredQueue
  failed: FailedOperation[]
  claimed: boolean
}

export interface MemoryOutboxStorage extends OutboxStorage {
  /** Forgets who sends what, as when the process holding the claims has died. */
  releaseAll(): void
  /** A second storage with the same contents: a cloned profile. */
  clone(): MemoryOutboxStorage
}

/** An outbox for programs that need no durability of their own, and for tests. */
export function createMemoryOutboxStorage(initial: readonly Slot[] = []): MemoryOutboxStorage {
  const slots: Slot[] = initial.map((slot) => ({ ...slot, failed: [...slot.failed], claimed: false }))

  function claimed(slot: Slot): ClaimedOutbox {
    return {
      queue: slot.queue,
      failed: [...slot.failed],
      async append(entry) {
        slot.queue = {
          ...slot.queue,
          nextSeq: Math.max(slot.queue.nextSeq, entry.seq + 1),
          entries: slot.queue.entries.some(({ id }) => id === entry.id)
            ? slot.queue.entries.map((other) => (other.id === entry.id ? entry : other))
            : [...slot.queue.entries, entry],
        }
      },
      async remove(entryId) {
        slot.queue = { ...slot.queue, entries: slot.queue.entries.filter((entry) => entry.id !== entryId) }
      },
      async replace(queue) {
        slot.queue = queue
      },
      async addFailed(failed) {
        slot.failed.push(failed)
      },
      async clearFailed(entryId) {
        slot.failed = slot.failed.filter((failed) => failed.entry.id !== entryId)
      },
      async release() {
        slot.claimed = false
      },
    }
  }

  return {
    async claim(owner: OutboxOwner, freshClientId: ClientId) {
      const free = slots.find(
        (slot) =>
          !slot.claimed && slot.owner.canvasId === owner.canvasId && slot.owner.userId === owner.userId,
      )
      const slot = free ?? {
        owner,
        queue: { clientId: freshClientId, nextSeq: 1, entries: [] },
        failed: [],
        claimed: true,
      }
      if (!free) slots.push(slot)
      slot.claimed = true
      return claimed(slot)
    },
    releaseAll() {
      for (const slot of slots) slot.claimed = false
    },
    clone() {
      return createMemoryOutboxStorage(slots)
    },
  }
}
