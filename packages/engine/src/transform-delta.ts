import type { TextDelta } from './change.ts'
import { normaliseDelta } from './text-delta.ts'

/** How far a delta has been read: the item, and how many code units of the old text are left of it. */
interface Reader {
  readonly items: TextDelta
  position: number
  left: number
}

function readerOf(delta: TextDelta): Reader {
  const items = normaliseDelta(delta)
  const first = items[0]
  return { items, position: 0, left: typeof first === 'number' ? Math.abs(first) : 0 }
}

function step(reader: Reader): void {
  reader.position += 1
  const next = reader.items[reader.position]
  reader.left = typeof next === 'number' ? Math.abs(next) : 0
}

function advance(reader: Reader, count: number): void {
  reader.left -= count
  if (reader.left === 0 && reader.position < reader.items.length) step(reader)
}

/**
 * A delta made for a text, as it is to be applied after another delta made for the same text (TX1). With
 * `a' = transformDelta(a, b, { comesFirst: true })` and `b' = transformDelta(b, a)`, applying `a` then `b'` gives what `b`
 * then `a'` gives: the first transformation property (Ressel, Nitsche-Ruhland, Gunzenhäuser 1996). In normal form. Neither
 * delta need fit a text; where both keep off the middle of surrogate pairs, so does the result.
 * @param over what was ordered before
 * @param options.comesFirst of inserts at equal position, the one of `delta` stands before the one of `over`; without it
 *   the other way round, because `over` is of the earlier version
 */
export function transformDelta(
  delta: TextDelta,
  over: TextDelta,
  options: { readonly comesFirst?: boolean } = {},
): TextDelta {
  const out: (number | string)[] = []
  const own = readerOf(delta)
  const other = readerOf(over)
  const { comesFirst = false } = options
  while (own.position < own.items.length) {
    const item = own.items[own.position]
    const inserted = other.items[other.position]
    if (typeof inserted === 'string' && !(comesFirst && typeof item === 'string')) {
      out.push(inserted.length)
      step(other)
    } else if (typeof item === 'string') {
      out.push(item)
      step(own)
    } else if (typeof item === 'number') {
      // Past its end the other delta retains.
      const count = typeof inserted === 'number' ? Math.min(own.left, other.left) : own.left
      const isGone = typeof inserted === 'number' && inserted < 0
      if (!isGone) out.push(item > 0 ? count : -count)
      advance(own, count)
      if (typeof inserted === 'number') advance(other, count)
    }
  }
  return normaliseDelta(out)
}
