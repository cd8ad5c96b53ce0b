const isHighSurrogate = (code: number): boolean => code >= 0xd800 && code <= 0xdbff
const isLowSurrogate = (code: number): boolean => code >= 0xdc00 && code <= 0xdfff

/**
 * What two texts have in common at their ends, never half a character: they are equal before `start`, and from `fromEnd` and
 * `toEnd` on.
 */
export function commonEnds(
  from: string,
  to: string,
): { readonly start: number; readonly fromEnd: number; readonly toEnd: number } {
  const most = Math.min(from.length, to.length)
  let start = 0
  while (start < most && from.charCodeAt(start) === to.charCodeAt(start)) start++
  if (start > 0 && isHighSurrogate(from.charCodeAt(start - 1))) start--
  let end = 0
  while (end < most - start && from.charCodeAt(from.length - 1 - end) === to.charCodeAt(to.length - 1 - end))
    end++
  if (end > 0 && isLowSurrogate(from.charCodeAt(from.length - end))) end--
  return { start, fromEnd: from.length - end, toEnd: to.length - end }
}
