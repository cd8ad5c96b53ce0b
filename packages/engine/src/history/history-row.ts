import type { CanvasState } from '../canvas-state.ts'
import type { Change } from '../change.ts'
import type { OperationId, ShapeId, UserId } from '../ids.ts'
import type { OperationKind, Skipped } from '../operation.ts'

/** What a row can touch: a shape, or the canvas's own cells. No shape id contains `@` (OP7). */
export type Subject = ShapeId | '@canvas'

/** Being alive, as a cell: written by `create` (true) and `delete` (false), see UN1. */
export const aliveCell = '@alive'

/** The part of a committed operation that undo, redo and revert look at. */
export interface HistoryRow {
  readonly version: number
  readonly id: OperationId
  readonly kind: OperationKind
  readonly userId?: UserId
  readonly gesture?: string
  readonly undoOf?: readonly number[]
  readonly part?: readonly [number, number]
  /** May be left empty in answers to `user_rows`, `marks`, `older_marks` and `named_rows`, which are judged by their headers alone. */
  readonly changes: readonly Change[]
}

/** A subject and the cells whose writes are looked for; without `cells` all but those in `except`. */
export interface WantedCells {
  readonly subject: Subject
  readonly cells?: readonly string[]
  readonly except?: readonly string[]
}

/**
 * What a planner wants to read. "Newest first" pages hold at most `limit` rows of versions below `before`; a page shorter
 * than `limit` is the last one. Rows that the commit in progress has already accepted count as well.
 */
export type RowsNeed =
  /** Headers of all rows of one user, whatever their kind, newest first. */
  | { readonly need: 'user_rows'; readonly userId: UserId; readonly before: number; readonly limit: number }
  /**
   * Rows of everybody, whatever their kind, that touch any of the subjects, newest first. A reader that knows which cells
   * a row touches (`touchedCells`) may leave out rows that write none of the wanted ones; it need not.
   */
  | {
      readonly need: 'shape_rows'
      readonly wanted: readonly WantedCells[]
      readonly before: number
      readonly limit: number
    }
  /** Headers of every undo and redo row whose `undoOf` names one of these versions, in any order. */
  | { readonly need: 'marks'; readonly versions: readonly number[] }
  /** Headers of every undo and redo row of versions from `from` on that names a version before it, in any order. */
  | { readonly need: 'older_marks'; readonly from: number }
  /** These rows, those that exist, in any order. */
  | { readonly need: 'rows'; readonly versions: readonly number[] }
  /** Headers of the rows with these operation ids, those that exist, in any order. */
  | { readonly need: 'named_rows'; readonly ids: readonly OperationId[] }
  /** `system` rows of versions above `after`, newest first. */
  | { readonly need: 'system_rows'; readonly after: number; readonly before: number; readonly limit: number }

/** `state` asks for the canvas as it was at a version (SN1); it is needed only where a rebalance came between (UN11). */
export type HistoryNeed = RowsNeed | { readonly need: 'state'; readonly version: number }

export type HistoryAnswer =
  | { readonly kind: 'rows'; readonly rows: readonly HistoryRow[] }
  | { readonly kind: 'state'; readonly state: CanvasState }

/** A computation that says what it needs to read and is resumed with the answer: `drivePlan` and `runPlan` run it. */
export type Planner<T> = Generator<HistoryNeed, T, HistoryAnswer>

/**
 * What is to be committed. `nothing_left`: no step to take; `no_effect`: the step asked for cannot be taken any more, or
 * nothing would change. An undo or redo that switches rows without changing what is seen is a commit without changes (UN6).
 */
export type HistoryPlan =
  | { readonly kind: 'nothing'; readonly reason: 'nothing_left' | 'no_effect' }
  | {
      readonly kind: 'commit'
      readonly changes: readonly Change[]
      readonly skipped: readonly Skipped[]
      /** Ascending; only in plans of undo and redo. Every part of a set is named. */
      readonly undoOf?: readonly number[]
    }

/** Rows whose changes are writes in the sense of UN1, and which are on their author's stack. */
export function isWriteKind(kind: OperationKind): boolean {
  switch (kind) {
    case 'edit':
    case 'import':
    case 'restore':
    case 'revert':
      return true
    case 'undo':
    case 'redo':
    case 'system':
      return false
    default:
      return kind satisfies never
  }
}
