import type { ClientId } from '@flowstate/engine'
import type { ClaimedOutbox, OutboxOwner, OutboxStorage } from './outbox-storage.ts'
import type { QueueEntry } from './sync-state.ts'

/** An outbox that cannot keep work from the server: what it fails to write is sent all the same. */
export interface OutboxWriter {
  readonly outbox: ClaimedOutbox
  /** False once something could not be written: then work is nowhere but here and on the server. */
  works(): boolean
  /** Writes one thing after the other; resolves also when it failed. */
  write(action: () => Promise<void>): Promise<void>
  /**
   * Writes an edit as it is when its turn comes, so that one which is amended again and again is not written as often (CL3).
   * @param now the edit as it is by then; undefined once it is decided or numbered anew
   * @returns whether nothing newer of it is to be written
   */
  keep(entry: QueueEntry, now: () => QueueEntry | undefined): Promise<boolean>
  /** Waits for everything written so far, and for what comes in meanwhile; then gives the queue free. */
  release(beforeRelease: () => void): Promise<void>
}

/** The queue is in the client alone. */
function keepNothing(clientId: ClientId): ClaimedOutbox {
  const done = () => Promise.resolve()
  return {
    queue: { clientId, nextSeq: 1, entries: [] },
    failed: [],
    append: done,
    remove: done,
    replace: done,
    takeLeft: () => Promise.resolve(null),
    addFailed: done,
    clearFailed: done,
    release: done,
  }
}

/**
 * Claims an outbox, or one that keeps nothing where the browser has no storage to offer (private mode, a full disk).
 * @param broke told once, when the first write fails
 */
export async function openOutboxWriter(
  storage: OutboxStorage,
  claim: { readonly owner: OutboxOwner; readonly freshClientId: ClientId },
  broke: () => void,
): Promise<OutboxWriter> {
  let works = true
  const outbox = await storage.claim(claim.owner, claim.freshClientId).catch(() => {
    works = false
    return keepNothing(claim.freshClientId)
  })
  let writing: Promise<void> = Promise.resolve()
  const kept = new WeakSet<QueueEntry>()
  const write = (action: () => Promise<void>): Promise<void> => {
    writing = writing.then(action).catch(() => {
      if (!works) return
      works = false
      broke()
    })
    return writing
  }
  return {
    outbox,
    works: () => works,
    write,
    async keep(entry, now) {
      await write(async () => {
        const newest = now() ?? entry
        if (kept.has(newest)) return
        await outbox.append(newest)
        kept.add(newest)
      })
      const newest = now()
      return newest === undefined || kept.has(newest) || !works
    },
    async release(beforeRelease) {
      let written: Promise<void> | null = null
      while (written !== writing) {
        written = writing
        await written
      }
      beforeRelease()
      await outbox.release().catch(() => undefined)
    },
  }
}
