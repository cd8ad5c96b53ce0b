import { applyDelta, type TextDelta } from '@flowstate/engine'

const isHighSurrogate = (code: number): boolean => code >= 0xd800 && code <= 0xdbff
const isLowSurrogate = (code: number): boolean => code >= 0xdc00 && code <= 0xdfff

/** The shortest single splice from one text to another (TX1); never between the halves of a character. */
export function spliceBetween(
  from: string,
  to: string,
): { readonly start: number; readonly removed: number; readonly inserted: string } {
  const most = Math.min(from.length, to.length)
  let start = 0
  while (start < most && from.charCodeAt(start) === to.charCodeAt(start)) start++
  if (start > 0 && isHighSurrogate(from.charCodeAt(start - 1))) start--
  let end = 0
  while (end < most - start && from.charCodeAt(from.length - 1 - end) === to.charCodeAt(to.length - 1 - end))
    end++
  if (end > 0 && isLowSurrogate(from.charCodeAt(from.length - end))) end--
  return { start, removed: from.length - start - end, inserted: to.slice(start, to.length - end) }
}

/** The delta from one text to another; empty when they are the same. */
export function deltaBetween(from: string, to: string): TextDelta {
  const { start, removed, inserted } = spliceBetween(from, to)
  const delta: (number | string)[] = []
  if (removed === 0 && inserted === '') return delta
  if (start > 0) delta.push(start)
  if (inserted !== '') delta.push(inserted)
  if (removed > 0) delta.push(-removed)
  return delta
}

export interface TypedText {
  readonly text: string
  readonly caret: number
}

/** Where a position in the old text is after a splice. */
function movedPosition(
  position: number,
  splice: { start: number; removed: number; inserted: string },
): number {
  if (position <= splice.start) return position
  if (position >= splice.start + splice.removed) return position - splice.removed + splice.inserted.length
  return splice.start + splice.inserted.length
}

/**
 * Brings somebody else's edit into a text being typed. What was typed here stays, what they typed comes in, and the caret
 * stays beside the characters it stood beside.
 * @param base the text both started from
 * @param mine what the field holds now
 * @param theirs what the canvas holds now
 */
export function mergeRemote(base: string, mine: TypedText, theirs: string): TypedText {
  const remote = spliceBetween(base, theirs)
  const own = spliceBetween(base, mine.text)
  // Their splice, expressed in positions of my text.
  const start = movedPosition(remote.start, own)
  const end = Math.max(start, movedPosition(remote.start + remote.removed, own))
  const inMine = { start, removed: end - start, inserted: remote.inserted }
  const delta: TextDelta = [inMine.start, inMine.inserted, -inMine.removed].filter(
    (item) => item !== 0 && item !== '',
  )
  return { text: applyDelta(mine.text, delta), caret: movedPosition(mine.caret, inMine) }
}
