import type { Change, ClientId, OperationId, ShapeId, Skipped, UserId } from '@flowstate/engine'
import type { ErrorCode } from '@flowstate/protocol'
import type { LogRow } from './log-row.ts'

interface RequestIdentity {
  readonly id: OperationId
  readonly clientId?: ClientId
  readonly seq?: number
}

/** Everything that can be committed (CM1). `proposal` is raw JSON: the commit judges it (CM8). */
export type CommitRequest =
  | { readonly name: 'operation'; readonly proposal: unknown }
  | (RequestIdentity & {
      readonly name: 'undo' | 'redo'
      readonly floor?: number
      readonly target?: readonly OperationId[]
    })
  | (RequestIdentity & {
      readonly name: 'restore'
      readonly version: number
      readonly shapeIds?: readonly ShapeId[]
    })
  | (RequestIdentity & {
      readonly name: 'revert'
      readonly userId: UserId
      readonly from: number
      readonly to: number
    })
  /** Effective changes that begin a log, such as the state of the canvas it was copied from (CM11). Never from a client. */
  | (RequestIdentity & { readonly name: 'import'; readonly changes: readonly Change[] })

/** What a caller is told, once it is durable (CM3). */
export type CommitOutcome =
  | {
      readonly kind: 'committed'
      /** More than one row when the result is a set of parts (OP9). */
      readonly rows: readonly LogRow[]
      readonly duplicate: boolean
    }
  | {
      readonly kind: 'nothing'
      readonly id: OperationId
      readonly reason: 'nothing_left' | 'no_effect'
      readonly skipped: readonly Skipped[]
      readonly duplicate: boolean
    }
  | {
      readonly kind: 'refused'
      /** Absent when no id could be read. */
      readonly id?: OperationId
      readonly seq?: number
      readonly code: ErrorCode
      readonly detail: string
      readonly path?: string
      readonly duplicate: boolean
      /** With `out_of_order`: the seq that is due (CM7). */
      readonly expected?: number
    }
