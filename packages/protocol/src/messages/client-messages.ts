import type { ClientId, OperationId, Proposal, ProposedChange, SessionId, ShapeId } from '@flowstate/engine'

/** What a session shows of itself. Never stored (PR1). */
export interface PresenceFields {
  readonly selection?: readonly ShapeId[]
  /** x, y, width, height in canvas coordinates. */
  readonly viewport?: readonly [number, number, number, number]
  readonly tool?: string
  readonly typing?: ShapeId | null
  /** Version of the log, and the selection in that version's text of the shape typed into, in UTF-16 code units. */
  readonly caret?: readonly [version: number, start: number, end: number] | null
  readonly following?: SessionId | null
  /** The version being looked at in the timeline; null is the head. */
  readonly at?: number | null
  /** Words at the cursor, in letters alone and in one line (PR2); null when there are none. */
  readonly chat?: string | null
  /** Asks everybody to follow (PR3): one session of a canvas at a time. */
  readonly spotlight?: boolean
}

/** A gesture in progress (PV1). */
export type Preview =
  | { readonly gesture: string; readonly ids: readonly ShapeId[]; readonly move: readonly [number, number] }
  | { readonly gesture: string; readonly changes: readonly ProposedChange[] }
  | {
      readonly gesture: string
      readonly shapeId: ShapeId
      /** Counts points, not numbers. */
      readonly from: number
      readonly points: readonly number[]
    }

export interface OperationSubmit {
  readonly type: 'operation'
  readonly operation: Proposal
}

export interface UndoSubmit {
  readonly type: 'undo' | 'redo'
  readonly id: OperationId
  readonly clientId?: ClientId
  readonly seq?: number
  /** Versions at or below stay (UN8). */
  readonly floor?: number
  readonly target?: readonly OperationId[]
}

export interface CursorSubmit {
  readonly type: 'cursor'
  readonly x: number
  readonly y: number
}

export interface PresenceSubmit extends PresenceFields {
  readonly type: 'presence'
}

export interface PreviewSubmit {
  readonly type: 'preview'
  readonly preview: Preview | null
}

export interface AuthSubmit {
  readonly type: 'auth'
  readonly token: string
}

export interface ResyncSubmit {
  readonly type: 'resync'
  readonly since: number
}

export interface PingSubmit {
  readonly type: 'ping'
  readonly t: number
}

export type ClientMessage =
  | OperationSubmit
  | UndoSubmit
  | CursorSubmit
  | PresenceSubmit
  | PreviewSubmit
  | AuthSubmit
  | ResyncSubmit
  | PingSubmit
