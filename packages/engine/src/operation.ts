import type { Change, ProposedChange } from './change.ts'
import type { CanvasId, ClientId, OperationId, ShapeId, UserId } from './ids.ts'

/** What a client proposes (OP2), after normalisation (OP7). */
export interface Proposal {
  readonly id: OperationId
  readonly clientId?: ClientId
  readonly seq?: number
  readonly kind?: 'edit' | 'import'
  readonly gesture?: string
  readonly label?: string
  readonly changes: readonly ProposedChange[]
}

export type OperationKind = 'edit' | 'undo' | 'redo' | 'restore' | 'revert' | 'import' | 'system'

/** A cell or shape an operation could not change, and whose doing that was (OP5, UN5, UN11). */
export interface Skipped {
  readonly id: ShapeId | '@canvas'
  readonly cell?: string
  readonly reason: 'deleted' | 'overwritten' | 'structure'
  readonly userId?: UserId
  readonly version?: number
}

/** The fields the hash covers besides the changes (CM11). Absent stays absent. */
export interface OperationHeader {
  readonly version: number
  readonly id: OperationId
  readonly kind: OperationKind
  /** Absent in `system` rows. */
  readonly userId?: UserId
  /** `YYYY-MM-DDTHH:mm:ss.sssZ` */
  readonly createdAt: string
  readonly schema: number
  readonly clientId?: ClientId
  readonly seq?: number
  readonly gesture?: string
  readonly label?: string
  readonly undoOf?: readonly number[]
  readonly restoreOf?: number
  /** Versions inclusive. */
  readonly revertOf?: { readonly userId: UserId; readonly from: number; readonly to: number }
  /** `[i, n]`, i = 1..n: this row is one of a set (OP9). */
  readonly part?: readonly [number, number]
  readonly skipped?: readonly Skipped[]
}

/** An immutable row of the log, as on the wire. Hashes are lower-case hex. */
export interface CommittedOperation extends OperationHeader {
  readonly canvasId: CanvasId
  readonly changes: readonly Change[]
  readonly hash: string
  readonly redacted?: true
  readonly payloadHash?: string
}
