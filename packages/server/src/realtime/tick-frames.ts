import type { SessionId, UserId } from '@flowstate/engine'
import { encodeMessage, encodeOperation, joinMessages } from '@flowstate/protocol'
import type { LogRow } from '../log/log-row.ts'
import { type Frame, textFrame } from './wire-frame.ts'

/** A pointer that moved since the last tick. */
export interface MovedCursor {
  readonly sessionId: SessionId
  readonly userId: UserId
  readonly n: number
  readonly x: number
  readonly y: number
}

/** What a room tells everybody in one tick: operations, who is here, and gestures, in this order (SY7). */
export interface TickParts {
  /** In version order. */
  readonly rows: readonly LogRow[]
  /** Messages, as JSON, that are not dropped under pressure. */
  readonly control: readonly string[]
  /** Previews, as JSON: dropped under pressure, like cursors. */
  readonly previews: readonly string[]
  readonly cursors: readonly MovedCursor[]
}

/** What of a tick a session gets. */
export interface TickShare {
  readonly rows: boolean
  readonly ephemeral: boolean
  /** Opened without a protocol number: one `cursor` message per pointer. */
  readonly simple: boolean
}

function cursorTexts(cursors: readonly MovedCursor[], simple: boolean): string[] {
  if (cursors.length === 0) return []
  if (!simple) return [encodeMessage({ type: 'cursors', items: cursors.map(({ n, x, y }) => [n, x, y]) })]
  return cursors.map(({ sessionId, userId, x, y }) =>
    encodeMessage({ type: 'cursor', sessionId, userId, x, y }),
  )
}

/** Rows as the text of one frame. */
export function rowsFrame(rows: readonly LogRow[]): Frame {
  return textFrame(joinMessages(rows.map((row) => encodeOperation(row.wire))))
}

/**
 * The frames of one tick. Each share is put together once, by the first session that needs it, and the very same frame
 * goes to all others; null when there is nothing in it.
 */
export function createTickFrames(parts: TickParts): (share: TickShare) => Frame | null {
  const made = new Map<number, Frame | null>()
  const make = (share: TickShare): Frame | null => {
    const messages = [
      ...(share.rows ? parts.rows.map((row) => encodeOperation(row.wire)) : []),
      ...parts.control,
      ...(share.ephemeral ? [...parts.previews, ...cursorTexts(parts.cursors, share.simple)] : []),
    ]
    return messages.length === 0 ? null : textFrame(joinMessages(messages))
  }
  return (share) => {
    const key = (share.rows ? 1 : 0) + (share.ephemeral ? 2 : 0) + (share.simple ? 4 : 0)
    let frame = made.get(key)
    if (frame === undefined) {
      frame = make(share)
      made.set(key, frame)
    }
    return frame
  }
}
