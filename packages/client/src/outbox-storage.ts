import type { CanvasId, ClientId, UserId } from '@flowstate/engine'
import type { QueueEntry } from './sync-state.ts'

/** A queue as it lies on disk: one client of one user on one canvas (CL3). */
export interface StoredQueue {
  readonly clientId: ClientId
  readonly nextSeq: number
  readonly entries: readonly QueueEntry[]
}

/** An operation the server refused for good, kept until the person has seen it (CL4). */
export interface FailedOperation {
  readonly entry: QueueEntry
  readonly code: string
  readonly detail: string
  readonly atMs: number
}

export interface OutboxOwner {
  readonly userId: UserId
  readonly canvasId: CanvasId
}

/**
 * Where unsent work survives a reload or a crash. `claim` gives a queue nobody else is sending: that of a closed tab of the
 * same user if there is one, else a fresh one. Every write resolves when it is durable.
 */
export interface OutboxStorage {
  claim(owner: OutboxOwner, freshClientId: ClientId): Promise<ClaimedOutbox>
}

/** What a closed tab of the same user has left unsent; nobody else takes it before `done`. */
export interface LeftQueue {
  readonly entries: readonly QueueEntry[]
  /** What was moved into another queue by `replace` is that one's now; what was not stays, free for the next. */
  done(): Promise<void>
}

export interface ClaimedOutbox {
  readonly queue: StoredQueue
  readonly failed: readonly FailedOperation[]
  /** An entry that is there already, under its id, is replaced where it is. */
  append(entry: QueueEntry): Promise<void>
  /** Takes an entry out of whichever queue it is in. */
  remove(entryId: string): Promise<void>
  /** Replaces the whole queue, also under another clientId (CM7); its entries leave the queues they were in before. */
  replace(queue: StoredQueue): Promise<void>
  /** The unsent work of one tab that has closed, if there is any. @param wanted is asked for each such queue */
  takeLeft(wanted?: (clientId: ClientId) => boolean): Promise<LeftQueue | null>
  addFailed(failed: FailedOperation): Promise<void>
  clearFailed(entryId: string): Promise<void>
  /** Gives the queue free for another tab. */
  release(): Promise<void>
}
