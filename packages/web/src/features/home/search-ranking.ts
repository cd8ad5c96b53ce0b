/** For comparing: without case and accents, in the composed letters people type. */
function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
}

const best = 4

/** How well a word of the query fits a name: the whole, its start, the start of a word in it, anywhere; 0 not at all. */
function fit(name: string, word: string): number {
  const at = name.indexOf(word)
  if (at < 0) return 0
  if (at === 0) return name === word ? best : 3
  return wordStarts(name).some((start) => name.startsWith(word, start)) ? 2 : 1
}

function wordStarts(name: string): readonly number[] {
  return [...name.matchAll(/(?<![\p{L}\p{N}])[\p{L}\p{N}]/gu)].map((match) => match.index)
}

/**
 * What a search shows, best first: every word of the query has to be somewhere in the name. Equal ones keep the order they
 * came in. An empty query finds everything.
 */
export function rankByName<Item extends { readonly name: string }>(
  items: readonly Item[],
  query: string,
): readonly Item[] {
  const whole = plain(query).trim()
  const words = whole.split(/\s+/).filter((word) => word !== '')
  if (words.length === 0) return items
  const ranked = items.flatMap((item) => {
    const name = plain(item.name)
    const fits = words.map((word) => fit(name, word))
    if (fits.includes(0)) return []
    const phrase = fit(name, whole)
    const apart = fits.reduce((sum, one) => sum + one, 0) / words.length
    return [{ item, score: phrase > 0 ? best + phrase : apart }]
  })
  return ranked.toSorted((a, b) => b.score - a.score).map(({ item }) => item)
}
