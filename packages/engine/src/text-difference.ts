import type { TextDelta } from './change.ts'
import { normaliseDelta } from './text-delta.ts'

const isHighSurrogate = (code: number): boolean => code >= 0xd800 && code <= 0xdbff
const isLowSurrogate = (code: number): boolean => code >= 0xdc00 && code <= 0xdfff

function commonStart(from: string, to: string, most: number): number {
  let start = 0
  while (start < most && from.charCodeAt(start) === to.charCodeAt(start)) start++
  return start > 0 && isHighSurrogate(from.charCodeAt(start - 1)) ? start - 1 : start
}

function commonEnd(from: string, to: string, most: number): number {
  let end = 0
  while (end < most && from.charCodeAt(from.length - 1 - end) === to.charCodeAt(to.length - 1 - end)) end++
  return end > 0 && isLowSurrogate(from.charCodeAt(from.length - end)) ? end - 1 : end
}

/**
 * The shortest single splice from one text to another, as a delta in normal form (TX1); empty when they are the same. It
 * never halves a character.
 * @param caret where the caret stands after the edit: of several such splices the one that ends there is meant
 */
export function deltaBetween(from: string, to: string, caret = to.length): TextDelta {
  const most = Math.min(from.length, to.length)
  const behindCaret = commonEnd(from, to, Math.min(most, to.length - caret))
  const start = commonStart(from, to, most - behindCaret)
  const end =
    behindCaret + commonEnd(rest(from, behindCaret), rest(to, behindCaret), most - start - behindCaret)
  return normaliseDelta([start, to.slice(start, to.length - end), start + end - from.length])
}

function rest(text: string, end: number): string {
  return end === 0 ? text : text.slice(0, text.length - end)
}
