import type { TextDelta } from './change.ts'

type Item = number | string

function lengthOf(item: Item): number {
  return typeof item === 'string' ? item.length : Math.abs(item)
}

/** Appends keeping the normal form: neighbours merged, an insert before a delete, nothing empty (TX1). */
function push(out: Item[], item: Item): void {
  if (item === 0 || item === '') return
  const last = out.at(-1)
  if (typeof item === 'string') {
    if (typeof last === 'string') {
      out[out.length - 1] = last + item
      return
    }
    if (typeof last === 'number' && last < 0) {
      out.pop()
      push(out, item)
      out.push(last)
      return
    }
  } else if (typeof last === 'number' && last > 0 === item > 0) {
    out[out.length - 1] = last + item
    return
  }
  out.push(item)
}

function withoutFinalRetain(out: Item[]): TextDelta {
  const last = out.at(-1)
  if (typeof last === 'number' && last > 0) out.pop()
  return out
}

function isItem(item: unknown): item is Item {
  return typeof item === 'string' || Number.isSafeInteger(item)
}

/**
 * The normal form of a delta (TX1): no zero or empty item, neighbours merged, insert before delete, no final retain.
 * Equal deltas have equal normal forms. Items that are neither text nor an integer are left out.
 */
export function normaliseDelta(delta: TextDelta): TextDelta {
  const out: Item[] = []
  for (const item of delta) if (isItem(item)) push(out, item)
  return withoutFinalRetain(out)
}

/** How many code units of the old text a delta speaks about; more than the text has means it was made for another text. */
export function deltaSpan(delta: TextDelta): number {
  let span = 0
  for (const item of delta) if (typeof item === 'number') span += Math.abs(item)
  return span
}

/** The text after a delta. Total: what reaches past the end of the text is cut off. */
export function applyDelta(text: string, delta: TextDelta): string {
  let out = ''
  let position = 0
  for (const item of delta) {
    if (typeof item === 'string') {
      out += item
    } else if (Number.isSafeInteger(item)) {
      const end = Math.min(text.length, position + Math.abs(item))
      if (item > 0) out += text.slice(position, end)
      position = end
    }
  }
  return out + text.slice(position)
}

/** Takes the front item off a list, or as much of it as `count` code units. */
function takeFront(items: Item[], count: number): Item | undefined {
  const item = items[0]
  if (item === undefined) return undefined
  if (lengthOf(item) <= count) {
    items.shift()
    return item
  }
  items[0] = typeof item === 'string' ? item.slice(count) : item - Math.sign(item) * count
  return typeof item === 'string' ? item.slice(0, count) : Math.sign(item) * count
}

/** One delta that does what `first` and then `second` do, in normal form. */
export function composeDeltas(first: TextDelta, second: TextDelta): TextDelta {
  const out: Item[] = []
  const waiting = normaliseDelta(first).slice()
  const takeUpTo = (count: number) => takeFront(waiting, count)
  for (const item of normaliseDelta(second)) {
    if (typeof item === 'string') {
      push(out, item)
      continue
    }
    let left = Math.abs(item)
    while (left > 0) {
      // What the first delta deleted is invisible to the second.
      while (typeof waiting[0] === 'number' && waiting[0] < 0) push(out, waiting.shift() as number)
      const piece = takeUpTo(left)
      if (piece === undefined) {
        push(out, item > 0 ? left : -left)
        break
      }
      left -= lengthOf(piece)
      if (item > 0) push(out, piece)
      else if (typeof piece === 'number') push(out, -piece)
    }
  }
  for (const item of waiting) push(out, item)
  return withoutFinalRetain(out)
}

/** The delta that leads back from `applyDelta(text, delta)` to `text`, in normal form. */
export function invertDelta(text: string, delta: TextDelta): TextDelta {
  const out: Item[] = []
  let position = 0
  for (const item of delta) {
    if (typeof item === 'string') {
      push(out, -item.length)
    } else if (Number.isSafeInteger(item)) {
      const end = Math.min(text.length, position + Math.abs(item))
      push(out, item > 0 ? end - position : text.slice(position, end))
      position = end
    }
  }
  return withoutFinalRetain(out)
}

/**
 * Where a caret stands after a delta: beside the characters it stood beside. What others insert right at the caret comes to
 * stand behind it, so that somebody who goes on typing stays together with what they typed.
 * @param options.isAuthor the delta is by whoever the caret belongs to: it stands behind what they inserted there
 */
export function moveOffset(
  offset: number,
  delta: TextDelta,
  { isAuthor = false }: { readonly isAuthor?: boolean } = {},
): number {
  let position = 0
  let moved = offset
  for (const item of delta) {
    if (position > moved) break
    if (typeof item === 'string') {
      if (position < moved || (isAuthor && position === moved)) moved += item.length
      position += item.length
    } else if (item > 0) position += item
    else moved -= Math.max(0, Math.min(-item, moved - position))
  }
  return moved
}

/** Where a caret stood in the text before a delta; inside an insert, where that was made. */
export function offsetBefore(offset: number, delta: TextDelta): number {
  let position = 0
  let before = offset
  for (const item of delta) {
    if (position >= offset) break
    if (typeof item === 'string') {
      before -= Math.min(item.length, offset - position)
      position += item.length
    } else if (item > 0) position += item
    else before -= item
  }
  return before
}
