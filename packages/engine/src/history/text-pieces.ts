import type { TextDelta } from '../change.ts'
import { normaliseDelta } from '../text-delta.ts'

/** Stands for whoever inserted a character that nothing under consideration can make vanish. */
export const settled = 0

/** A run of neighbouring characters with one history (TX3), shown or not. Lengths and offsets count UTF-16 code units. */
export interface Piece {
  /** null: what stands there was written before the rows that were read; `start` says where in the text of then. */
  readonly text: string | null
  readonly start: number
  /** Infinite for the end of a text whose length is not known. */
  readonly length: number
  readonly insertedBy: number
  readonly deletedBy: readonly number[]
}

export type IsShown = (piece: Piece) => boolean

const nobody: readonly number[] = []

/** The text of then, of unknown length and contents. */
export const unknownText: Piece = {
  text: null,
  start: 0,
  length: Number.POSITIVE_INFINITY,
  insertedBy: settled,
  deletedBy: nobody,
}

export function writtenPiece(text: string, insertedBy: number): Piece {
  return { text, start: 0, length: text.length, insertedBy, deletedBy: nobody }
}

function firstPart(piece: Piece, length: number): Piece {
  return { ...piece, text: piece.text?.slice(0, length) ?? null, length }
}

function lastPart(piece: Piece, from: number): Piece {
  const { text, start, length } = piece
  return { ...piece, text: text?.slice(from) ?? null, start: start + from, length: length - from }
}

/** Appends, joined with its neighbour where the two cannot be told apart. */
function push(out: Piece[], piece: Piece): void {
  if (piece.length === 0) return
  const last = out.at(-1)
  const isSame =
    last !== undefined &&
    last.insertedBy === piece.insertedBy &&
    last.deletedBy.length === 0 &&
    piece.deletedBy.length === 0
  if (isSame && last.text !== null && piece.text !== null) {
    out[out.length - 1] = { ...last, text: last.text + piece.text, length: last.length + piece.length }
  } else if (
    isSame &&
    last.text === null &&
    piece.text === null &&
    last.start + last.length === piece.start
  ) {
    out[out.length - 1] = { ...last, length: last.length + piece.length }
  } else out.push(piece)
}

/** A delta of a row, as it met the characters that were shown then. */
export interface PieceEdit {
  readonly delta: TextDelta
  /** The row; `settled` if it is never switched off: what it deletes is gone for good. */
  readonly by: number
  readonly isShown: IsShown
}

/**
 * The pieces after a delta. It counts what is shown; what is inserted stands right behind the shown character before it, in
 * front of any that are not shown. Total: what reaches past the end is cut off.
 */
export function editPieces(pieces: readonly Piece[], { delta, by, isShown }: PieceEdit): Piece[] {
  const out: Piece[] = []
  let position = 0
  let current = pieces[0]
  const next = (): void => {
    position += 1
    current = pieces[position]
  }
  const pass = (count: number, take: (piece: Piece) => void): void => {
    let left = count
    while (left > 0 && current !== undefined) {
      if (!isShown(current)) {
        push(out, current)
        next()
      } else if (current.length <= left) {
        left -= current.length
        take(current)
        next()
      } else {
        take(firstPart(current, left))
        current = lastPart(current, left)
        left = 0
      }
    }
  }
  for (const item of normaliseDelta(delta)) {
    if (typeof item === 'string') push(out, writtenPiece(item, by))
    else if (item > 0) pass(item, (piece) => push(out, piece))
    else
      pass(-item, (piece) => {
        if (by !== settled) push(out, { ...piece, deletedBy: [...piece.deletedBy, by] })
      })
  }
  for (; current !== undefined; next()) push(out, current)
  return out
}

/** What is shown; null where the contents of a part of it are not known. */
export function shownText(pieces: readonly Piece[], isShown: IsShown): string | null {
  let text = ''
  for (const piece of pieces) {
    if (!isShown(piece)) continue
    if (piece.text === null) return null
    text += piece.text
  }
  return text
}

/** Whether a text can be what is shown, as far as its contents are known. */
export function canBeShown(pieces: readonly Piece[], isShown: IsShown, text: string): boolean {
  let at = 0
  for (const piece of pieces) {
    if (!isShown(piece)) continue
    if (piece.length === Number.POSITIVE_INFINITY) return at <= text.length
    if (piece.text !== null && !text.startsWith(piece.text, at)) return false
    at += piece.length
  }
  return at === text.length
}

/** The delta from what was shown to what is to be shown; null where that needs contents that are not known. */
export function shownDifference(pieces: readonly Piece[], was: IsShown, becomes: IsShown): TextDelta | null {
  const delta: (number | string)[] = []
  for (const piece of pieces) {
    const wasShown = was(piece)
    if (wasShown === becomes(piece)) {
      if (wasShown && Number.isFinite(piece.length)) delta.push(piece.length)
    } else if (wasShown) delta.push(-piece.length)
    else if (piece.text === null) return null
    else delta.push(piece.text)
  }
  return normaliseDelta(delta)
}
