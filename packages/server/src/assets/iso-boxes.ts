import { partsMax, readBig, readLetters } from './image-bytes.ts'

/** A box of the ISO base media file format (ISO/IEC 14496-12). */
export interface IsoBox {
  readonly name: string
  /** Where its content begins and ends. */
  readonly start: number
  readonly end: number
}

/** The boxes from `start` to `end`; null when they do not fill it exactly. */
export function boxesIn(bytes: Uint8Array, start: number, end: number): readonly IsoBox[] | null {
  const boxes: IsoBox[] = []
  let at = start
  while (at < end) {
    const short = readBig(bytes, at, 4)
    const wide = short === 1
    // The upper two of eight bytes would be more than any file here.
    const length = short === 0 ? end - at : wide ? readBig(bytes, at + 10, 6) : short
    const header = wide ? 16 : 8
    if (
      boxes.length > partsMax ||
      (wide && readBig(bytes, at + 8, 2) !== 0) ||
      length < header ||
      at + length > end
    )
      return null
    boxes.push({ name: readLetters(bytes, at + 4, 4), start: at + header, end: at + length })
    at += length
  }
  return boxes
}

/** Overlapping ranges without end would be overwritten without end. */
const rangesMax = 64

interface ByteRange {
  readonly start: number
  readonly end: number
}

/** Items of an `iinf` box by id, with their type; null when it cannot be read. */
export function itemTypes(bytes: Uint8Array, box: IsoBox): ReadonlyMap<number, string> | null {
  const version = bytes[box.start] ?? 0
  const entries = boxesIn(bytes, box.start + 4 + (version === 0 ? 2 : 4), box.end)
  if (entries === null) return null
  const types = new Map<number, string>()
  for (const { name, start, end } of entries) {
    const form = bytes[start]
    if (name !== 'infe' || (form !== 2 && form !== 3)) return null
    const idLength = form === 2 ? 2 : 4
    if (start + 4 + idLength + 6 > end) return null
    types.set(readBig(bytes, start + 4, idLength), readLetters(bytes, start + 6 + idLength, 4))
  }
  return types
}

/**
 * Where the bytes of the items in `wanted` are, from an `iloc` box; null when that cannot be told.
 * @param dataStart where the content of the `idat` box begins, or -1
 */
export function itemRanges(
  bytes: Uint8Array,
  box: IsoBox,
  options: { readonly wanted: ReadonlySet<number>; readonly dataStart: number },
): readonly ByteRange[] | null {
  const version = bytes[box.start] ?? 0
  if (version > 2) return null
  let at = box.start + 4
  let readable = true
  const take = (length: number): number => {
    const value = length === 8 ? readBig(bytes, at + 2, 6) : readBig(bytes, at, length)
    if (value < 0 || at + length > box.end || ![0, 1, 2, 4, 8].includes(length)) readable = false
    at += length
    return value
  }
  const [offsets, bases] = [take(1), take(1)]
  const count = take(version < 2 ? 2 : 4)
  const ranges: ByteRange[] = []
  for (let i = 0; i < count && readable; i++) {
    const id = take(version < 2 ? 2 : 4)
    const construction = version === 0 ? 0 : take(2) & 15
    take(2)
    const base = take(bases >> 4)
    const extents = take(2)
    for (let j = 0; j < extents && readable; j++) {
      if (version > 0) take(bases & 15)
      const offset = take(offsets >> 4)
      const length = take(offsets & 15)
      if (!options.wanted.has(id)) continue
      const from = construction === 0 ? 0 : construction === 1 ? options.dataStart : -1
      const start = from + base + offset
      if (from < 0 || length === 0 || start + length > bytes.length) return null
      if (ranges.length >= rangesMax) return null
      ranges.push({ start, end: start + length })
    }
  }
  return readable ? ranges : null
}
