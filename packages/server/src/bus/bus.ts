import type { CanvasId, SessionId, UserId } from '@flowstate/engine'
import type { Profile } from '../access/author.ts'
import type { LogRow } from '../log/log-row.ts'

/**
 * What instances tell each other and themselves. A message is a hint, the log is the truth: a lost, repeated or reordered
 * message costs a read, never correctness.
 */
export type BusMessage =
  /** Rows of one commit, in version order. `accessNo` is that of the commit (AC3). */
  | {
      readonly kind: 'committed'
      readonly canvasId: CanvasId
      readonly rows: readonly LogRow[]
      readonly accessNo: number
    }
  /** Rights on the canvas changed: rooms re-read the roles of their sessions before they deliver. */
  | { readonly kind: 'access_changed'; readonly canvasId: CanvasId; readonly accessNo: number }
  /** A comment thread is new, changed or gone. Not in the log: whoever misses it is told to read comments again. */
  | {
      readonly kind: 'comment_changed'
      readonly canvasId: CanvasId
      readonly threadId: string
      readonly gone: boolean
      /** Counts the changes to the comments of the canvas: a hole is noticed (SY8). */
      readonly number: number
    }
  /** Somebody has another name or colour. */
  | { readonly kind: 'profile_changed'; readonly profile: Profile }
  /** A login ended (sign-out, revoked family, removed account): its sockets must go. */
  | {
      readonly kind: 'login_closed'
      readonly userId: UserId
      readonly sessionIds: readonly SessionId[] | 'all'
    }

export interface Bus {
  /** Never throws and never waits for another instance: a commit must not be delayed by the bus (SY8). */
  publish(message: BusMessage): void
  /** Local subscribers are called in process, in publication order, before any other instance hears of it. */
  subscribe(listener: (message: BusMessage) => void): () => void
  /**
   * Whether other instances are heard. Absent or false: heads are polled faster (SY8). A bus without other instances
   * says false where others may share its database unknown to it.
   */
  healthy?(): boolean
  close(): Promise<void>
}
