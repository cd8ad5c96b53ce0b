import type {
  CanvasId,
  CanvasState,
  CommittedOperation,
  OperationId,
  ProposedChange,
  Refusal,
  Result,
  ShapeId,
  UserId,
} from '@flowstate/engine'
import type { Canvas, CommentMessage, PresenceFields, Preview } from '@flowstate/protocol'
import type { CanvasCopies, CanvasCopy } from './canvas-copies.ts'
import type { ChangedShapes } from './canvas-store.ts'
import type { ClientClock } from './client-clock.ts'
import type { ClientStatus } from './client-status.ts'
import type { ClientSocket, SocketRequest } from './connection.ts'
import type { InPieces } from './in-pieces.ts'
import type { HashState } from './late-hash-state.ts'
import type { OutboxStorage } from './outbox-storage.ts'
import type { PresenceStore } from './presence-store.ts'

export interface CanvasClientOptions {
  readonly canvasId: CanvasId
  readonly userId: UserId
  openSocket(request: SocketRequest): Promise<ClientSocket>
  readonly storage: OutboxStorage
  readonly clock: ClientClock
  /** Cryptographic random bytes, for ids. */
  randomBytes(count: number): Uint8Array
  /** Checks what the server says a state hashes to (CL5). Absent: one is loaded when it is first needed. */
  readonly hashState?: HashState
  /** When long work that nobody waits for is done. Absent: in turns that follow each other at once. */
  readonly inPieces?: InPieces
  /** Where the confirmed state is kept between visits. Absent: nowhere. */
  readonly copies?: CanvasCopies
  /** What `copies` has of this canvas: it is shown at once, and only what came after it is fetched (SY3). */
  readonly copy?: CanvasCopy
}

export interface DispatchOptions {
  /** Consecutive operations with one gesture are one undo step (UN10). */
  readonly gesture?: string
  readonly label?: string
}

export type ClientListener = {
  readonly canvas?: (changed: ChangedShapes) => void
  readonly status?: (status: ClientStatus) => void
  /** An undo or redo had nothing to do. */
  readonly nothing?: (reason: 'nothing_left' | 'no_effect') => void
  /** A comment thread is new, changed or gone. What happened while the connection was away is not told: read the list. */
  readonly comment?: (message: CommentMessage) => void
  /** Comments changed that were not told of: read the list. */
  readonly comments?: () => void
  /** The canvas itself, its name or whose it is, may be another now: read it again. Not told of while away. */
  readonly aboutCanvas?: () => void
  /** Rows that `confirmed` has just taken in, in version order; `reset` where it was replaced as a whole. */
  readonly confirmed?: (rows: readonly CommittedOperation[] | 'reset') => void
}

export interface CanvasClient {
  readonly canvasId: CanvasId
  /** What is drawn: pending over confirmed (CL1). Do not keep: it moves. */
  view(): CanvasState
  status(): ClientStatus
  /** Confirmed version of the log: what a text change is based on. Moves with every row. */
  version(): number
  /** The rows of the server alone, without what is pending (CL1). Do not keep: it moves. */
  confirmed(): CanvasState
  /** Own operations that are not answered yet and write the text of a shape, or may, in their order (TX2). */
  pendingText(id: ShapeId): readonly OperationId[]
  readonly presence: PresenceStore
  subscribe(listener: ClientListener): () => void
  /** Shows the edit at once and sends it when it is safe in the outbox. A refusal changes nothing. */
  dispatch(changes: readonly ProposedChange[], options?: DispatchOptions): Result<OperationId, Refusal>
  /**
   * Makes other changes of an own edit that cannot have been on its way yet, so that they are kept and sent with it.
   * @returns false, and nothing is done, where the server may have seen the edit, or the changes are none it would take
   */
  amend(id: OperationId, changes: readonly ProposedChange[]): boolean
  /** Without a target the newest step: the server's to find while live, else one's own unsent work (UN8). */
  undo(options?: { readonly target?: readonly OperationId[] }): OperationId
  redo(options?: { readonly target?: readonly OperationId[] }): OperationId
  sendCursor(x: number, y: number): void
  sendPreview(preview: Preview | null): void
  /** Told again on every new connection, except what is for the moment: `chat` and `spotlight` end with the one they were said on. */
  setPresence(fields: PresenceFields): void
  /** Renews the right to be connected before the access token runs out. */
  authenticate(token: string): void
  /** Tries to connect now instead of when the back-off is over. */
  retry(): void
  /** Resolves when nothing is pending any more (saved or refused). */
  whenSaved(): Promise<void>
  /** What the stored copy says of the canvas beside its state; before the first call none is written. */
  describe(canvas: Canvas): void
  /** Writes the stored copy now, when the page is hidden or about to go. */
  keepCopy(): Promise<void>
  forgetFailed(id: OperationId): Promise<void>
  close(): Promise<void>
}
