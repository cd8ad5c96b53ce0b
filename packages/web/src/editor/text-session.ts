import type { TextDelta } from '@flowstate/engine'

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

interface Merged {
  readonly text: string
  /** Where what was typed here begins. */
  readonly ownStart: number
  /** How much of the base stands unchanged after both edits. */
  readonly tailLength: number
}

type Splice = ReturnType<typeof spliceBetween>

/** Both edits of one text. What either deleted is gone, what either typed stays; at one place theirs comes first (TX1). */
function mergeSplices(base: string, own: Splice, remote: Splice): Merged {
  const ownEnd = own.start + own.removed
  const remoteEnd = remote.start + remote.removed
  const remoteFirst = remote.start <= own.start
  const [first, firstEnd] = remoteFirst ? [remote, remoteEnd] : [own, ownEnd]
  const [second, secondEnd] = remoteFirst ? [own, ownEnd] : [remote, remoteEnd]
  const upToFirst = base.slice(0, first.start) + first.inserted
  const between = base.slice(firstEnd, Math.max(firstEnd, second.start))
  const tail = base.slice(Math.max(firstEnd, secondEnd))
  return {
    text: upToFirst + between + second.inserted + tail,
    ownStart: remoteFirst ? upToFirst.length + between.length : own.start,
    tailLength: tail.length,
  }
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
  const { text, ownStart, tailLength } = mergeSplices(base, own, remote)
  const grown = remote.inserted.length - remote.removed
  const intoOwn = mine.caret - own.start
  if (intoOwn >= 0 && intoOwn <= own.inserted.length && own.inserted !== '') {
    return { text, caret: ownStart + intoOwn }
  }
  if (mine.caret <= Math.min(own.start, remote.start)) return { text, caret: mine.caret }
  const fromEnd = mine.text.length - mine.caret
  if (fromEnd <= tailLength) return { text, caret: text.length - fromEnd }
  return { text, caret: Math.min(text.length, Math.max(remote.start, mine.caret + grown)) }
}
