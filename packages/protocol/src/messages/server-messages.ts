import type { CanvasId, CommittedOperation, OperationId, SessionId, Skipped, UserId } from '@flowstate/engine'
import type { ErrorCode } from '../error-codes.ts'
import type { Role } from '../roles.ts'
import type { WireState } from '../state-on-wire.ts'
import type { PresenceFields, Preview } from './client-messages.ts'

/** Somebody in the room. `n` is the small number `cursors` uses; sessions of one user share the userId (PR1). */
export interface Participant {
  readonly sessionId: SessionId
  readonly n: number
  readonly userId: UserId
  readonly displayName: string
  readonly color: string
  readonly role: Role
  /** Somebody without an account. */
  readonly guest?: true
}

export interface SyncMessage {
  readonly type: 'sync'
  readonly protocol: number
  readonly canvasId: CanvasId
  /** Version the client has after this message. */
  readonly version: number
  /** Hash of row `version`; of the genesis when 0. */
  readonly hash: string
  readonly epoch: string
  /** Last spent seq of the clientId this socket named; 0 if none. */
  readonly lastSeq: number
  readonly you: Participant
  readonly presence: readonly (Participant & PresenceFields)[]
  readonly operations?: readonly CommittedOperation[]
  readonly state?: WireState
  readonly reset?: true
  readonly more?: true
}

export interface OperationMessage {
  readonly type: 'operation'
  readonly operation: CommittedOperation
}

export interface AckMessage {
  readonly type: 'ack'
  readonly id: OperationId
  readonly seq?: number
  readonly version?: number
  readonly duplicate: boolean
  readonly skipped?: readonly Skipped[]
  readonly reason?: 'nothing_left' | 'no_effect'
}

export interface RejectMessage {
  readonly type: 'reject'
  readonly id: OperationId
  readonly seq?: number
  readonly code: ErrorCode
  readonly path?: string
  readonly detail: string
  readonly duplicate?: true
}

export interface PresenceJoinMessage extends Participant {
  readonly type: 'presence_join'
}

export interface PresenceLeaveMessage extends Participant {
  readonly type: 'presence_leave'
}

export interface PresenceUpdateMessage extends PresenceFields {
  readonly type: 'presence'
  readonly sessionId: SessionId
}

export interface CursorsMessage {
  readonly type: 'cursors'
  readonly items: readonly (readonly [n: number, x: number, y: number])[]
}

/** To sockets opened without `protocol` (simple clients), instead of `cursors`. */
export interface CursorRelayMessage {
  readonly type: 'cursor'
  readonly sessionId: SessionId
  readonly userId: UserId
  readonly x: number
  readonly y: number
}

export interface PreviewRelayMessage {
  readonly type: 'preview'
  readonly sessionId: SessionId
  readonly preview: Preview | null
}

export interface RoleChangedMessage {
  readonly type: 'role_changed'
  readonly role: Role
}

/** A comment thread is new, changed or gone: whoever shows comments reads it again. */
export interface CommentMessage {
  readonly type: 'comment'
  readonly threadId: string
  readonly gone?: true
}

/** Comments have changed, and which is not known: whoever shows comments reads the list again. */
export interface CommentsMessage {
  readonly type: 'comments'
}

/** The canvas itself, its name or whose it is, may be another now: whoever shows that reads it again. */
export interface CanvasMessage {
  readonly type: 'canvas'
}

export interface ChecksumMessage {
  readonly type: 'checksum'
  readonly version: number
  readonly stateHash: string
}

export interface DrainingMessage {
  readonly type: 'draining'
  readonly retryInMs: number
}

export interface PongMessage {
  readonly type: 'pong'
  readonly t: number
  readonly version: number
}

export interface ErrorMessage {
  readonly type: 'error'
  readonly code: ErrorCode
  readonly detail: string
  readonly path?: string
  readonly id?: OperationId
  readonly expected?: number
}

export type ServerMessage =
  | SyncMessage
  | OperationMessage
  | AckMessage
  | RejectMessage
  | PresenceJoinMessage
  | PresenceLeaveMessage
  | PresenceUpdateMessage
  | CursorsMessage
  | CursorRelayMessage
  | PreviewRelayMessage
  | RoleChangedMessage
  | CommentMessage
  | CommentsMessage
  | CanvasMessage
  | ChecksumMessage
  | DrainingMessage
  | PongMessage
  | ErrorMessage
