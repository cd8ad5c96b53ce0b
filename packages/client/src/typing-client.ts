import type { OperationId, ProposedChange, ProposedShape, ShapeId } from '@flowstate/engine'
import type { CanvasClient } from './canvas-client.ts'
import type { TypedText } from './typed-text.ts'

/** What typing needs of a canvas. */
export type TypingClient = Pick<
  CanvasClient,
  'view' | 'confirmed' | 'version' | 'status' | 'pendingText' | 'amend' | 'forgetFailed' | 'subscribe'
>

export interface TypingOptions {
  readonly id: ShapeId
  /** Sends an edit; null when it was not taken. */
  propose(changes: readonly ProposedChange[]): OperationId | null
  /** The shape the first words make, where there is none yet. */
  fresh?(): ProposedShape | null
  /** Edits were refused; their words are in the field again. */
  tookBack?(ids: readonly OperationId[]): void
  /** Others have changed what the field is to hold. */
  changed?(next: TypedText): void
}

/**
 * One text being typed, kept in step with the canvas: what others type comes in as it is ordered, what is typed here goes out
 * once. One edit is on its way, one composed behind it (TX2), and what the field holds is never taken back because an edit
 * was refused (TX4).
 */
export interface TypingSession {
  /** What the field holds. */
  current(): TypedText
  /** The person typed, or moved the caret. */
  type(next: TypedText): void
  /** While letters are being composed, nothing of others comes in and nothing goes out. */
  compose(isComposing: boolean): void
  /** Sends what has not been sent, now or as soon as what is on its way has been answered. */
  flush(): 'done' | 'waiting'
  /** Whether letters wait in the field alone. */
  hasUnsent(): boolean
  /** Takes the letters out of the field that were not sent. */
  discardUnsent(): void
  /** Takes over what own undo and redo made of the text before the server has answered. */
  refresh(): void
  /** Ends it; the last words go out first, whenever they can. */
  close(): void
  /** The selection in the text of a version of the log, as others can place it: `[version, start, end]`. */
  caret(): readonly [version: number, start: number, end: number]
  /** Where an offset in the confirmed text is in the field. */
  place(offset: number): number
  /** Edits the server has refused for good, whose words are in the field; they are in the list of what could not be saved. */
  refused(): readonly OperationId[]
}
