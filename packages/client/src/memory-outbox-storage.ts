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
  /** Who has it claimed. */
  holder: object | null
}

export interface MemoryOutboxStorage extends OutboxStorage {
  /** Forgets who sends what, as when the process holding the claims has died. */
  releaseAll(): void
  /** A second storage with the same contents: a cloned profile. */
  clone(): MemoryOutboxStorage
  /** Whether there is unsent work that nobody has claimed. */
  hasLeft(): boolean
}

function isFree({ holder, owner }: Slot, { canvasId, userId }: OutboxOwner): boolean {
  return holder === null && owner.canvasId === canvasId && owner.userId === userId
}

/** An outbox for programs that need no durability of their own, and for tests. */
export function createMemoryOutboxStorage(initial: readonly Slot[] = []): MemoryOutboxStorage {
  const slots: Slot[] = initial.map((slot) => ({ ...slot, failed: [...slot.failed], holder: null }))

  /** @returns gives it free, unless somebody else has it by then */
  function hold(slot: Slot): () => Promise<void> {
    const holder = {}
    slot.holder = holder
    return async () => {
      if (slot.holder === holder) slot.holder = null
    }
  }

  function takeOut(id: string): void {
    for (const slot of slots)
      slot.queue = { ...slot.queue, entries: slot.queue.entries.filter((entry) => entry.id !== id) }
  }

  function claimed(slot: Slot): ClaimedOutbox {
    const release = hold(slot)
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
        takeOut(entryId)
      },
      async replace(queue) {
        for (const { id } of queue.entries) takeOut(id)
        slot.queue = queue
      },
      async takeLeft(wanted = () => true) {
        const left = slots.find(
          (other) =>
            isFree(other, slot.owner) && other.queue.entries.length > 0 && wanted(other.queue.clientId),
        )
        if (left === undefined) return null
        return { entries: left.queue.entries, done: hold(left) }
      },
      async addFailed(failed) {
        slot.failed.push(failed)
      },
      async clearFailed(entryId) {
        slot.failed = slot.failed.filter((failed) => failed.entry.id !== entryId)
      },
      release,
    }
  }

  return {
    async claim(owner: OutboxOwner, freshClientId: ClientId) {
      const free = slots.find((slot) => isFree(slot, owner))
      const slot = free ?? {
        owner,
        queue: { clientId: freshClientId, nextSeq: 1, entries: [] },
        failed: [],
        holder: null,
      }
      if (!free) slots.push(slot)
      return claimed(slot)
    },
    releaseAll() {
      for (const slot of slots) slot.holder = null
    },
    clone() {
      return createMemoryOutboxStorage(slots)
    },
    hasLeft: () => slots.some(({ holder, queue }) => holder === null && queue.entries.length > 0),
  }
}
