/** How much better a letter at the start of a word is, and one right after the letter before. */
const wordStartScore = 8
const neighbourScore = 5
const letterScore = 1

/**
 * How well what was typed fits a name: its letters, in their order, with others between. Higher is better; null when it does
 * not fit. Starts of words and letters in a row count most, so that "bf" finds "Bring forward".
 */
export function fuzzyScore(typed: string, name: string): number | null {
  const query = typed.toLowerCase().replaceAll(/\s+/g, '')
  const text = name.toLowerCase()
  if (query === '') return 0
  // The best score with so many letters found, the last of them at the position before this one, or anywhere before.
  let adjacent = new Array<number>(query.length + 1).fill(Number.NEGATIVE_INFINITY)
  const anywhere = new Array<number>(query.length + 1).fill(Number.NEGATIVE_INFINITY)
  anywhere[0] = 0
  for (let at = 0; at < text.length; at++) {
    const next = new Array<number>(query.length + 1).fill(Number.NEGATIVE_INFINITY)
    const starts = at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1] ?? '')
    for (let found = query.length; found >= 1; found--) {
      if (text[at] !== query[found - 1]) continue
      const before = anywhere[found - 1] ?? Number.NEGATIVE_INFINITY
      const joined = (adjacent[found - 1] ?? Number.NEGATIVE_INFINITY) + neighbourScore
      const score = Math.max(before, joined) + letterScore + (starts ? wordStartScore : 0)
      next[found] = score
      anywhere[found] = Math.max(anywhere[found] ?? score, score)
    }
    adjacent = next
  }
  const best = anywhere[query.length] ?? Number.NEGATIVE_INFINITY
  // Of two that fit alike the shorter is meant.
  return best === Number.NEGATIVE_INFINITY ? null : best - text.length / 100
}
