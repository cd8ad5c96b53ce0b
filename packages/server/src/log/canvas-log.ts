import type { CanvasId, CanvasState, Change, Skipped, SplicedState } from '@flowstate/engine'
import type { Author } from '../access/author.ts'
import type { CommitOutcome, CommitRequest } from './commit-request.ts'
import type { StateText } from './load-state.ts'
import type { LogRow } from './log-row.ts'
import type { LogHead } from './log-store.ts'

/**
 * One served canvas on this instance: its head, its state at the head and the newest rows, all durable. Read by rooms and
 * routes; written only by the commit path and by catching up with other instances. Nothing in here is ahead of the disk.
 */
export interface CanvasLog {
  readonly canvasId: CanvasId
  readonly head: LogHead
  /** State at `head.version`. Do not keep across an await: it moves with the head. */
  readonly state: CanvasState
  /** The state as it was read, until the head moves: a join that comes soon need not make it again. */
  readonly text: StateText | null
  /** Hex of the hash of row `version`, if this instance knows or can read it; null when there is no such row. */
  hashOf(version: number): Promise<string | null>
  /** Rows in (since, until], from memory when they are recent, else from the store; a page (CommitBatch limits of REST). */
  readRows(since: number, until?: number): Promise<readonly LogRow[]>
  /** Reads what other instances have committed, if anything (SY1, SY8). */
  refresh(): Promise<void>
}

/** The commit path and the readers around it, for everything that speaks for a user. */
export interface CanvasLogs {
  /** Opens (or finds) the canvas; null if it does not exist. Trashed canvases open; callers look at `head.trashed`. */
  open(canvasId: CanvasId): Promise<CanvasLog | null>
  /** The one write path (CM1). Never throws for bad input or a failing store: those are outcomes. */
  commit(canvasId: CanvasId, author: Author, request: CommitRequest): Promise<CommitOutcome>
  /** The state at a version (SN1); null beyond head or for an unknown canvas. A value of its own: free to keep. */
  stateAt(canvasId: CanvasId, version: number): Promise<CanvasState | null>
  /** The same as text with its hash, for whoever passes it on: several times as fast for a large canvas. */
  describeAt(canvasId: CanvasId, version: number): Promise<SplicedState | null>
  /** What a restore or revert would change, without committing (RS1). */
  preview(
    canvasId: CanvasId,
    author: Author,
    request: Extract<CommitRequest, { name: 'restore' | 'revert' }>,
  ): Promise<{ readonly changes: readonly Change[]; readonly skipped: readonly Skipped[] } | null>
  /** The last spent seq of a client on a canvas: `lastSeq` of `sync`. */
  lastSeq(canvasId: CanvasId, clientId: string): Promise<number>
  /** Finishes what is in flight, writes due snapshots, then refuses with `unavailable` (SY9). */
  drain(): Promise<void>
}
