import { err, ok } from '@flowstate/engine'
import { broken, readBig, readLetters } from './image-bytes.ts'
import type { ImageReader } from './image-type.ts'
import { boxesIn, type IsoBox, itemRanges, itemTypes } from './iso-boxes.ts'

const outerBoxes: ReadonlySet<string> = new Set(['ftyp', 'meta', 'mdat', 'free', 'skip'])
/** Exif and XMP, and links to either. */
const metadataItems: ReadonlySet<string> = new Set(['Exif', 'mime', 'uri '])

/** Brands a file declares itself to be of, the first of them the main one. */
export function brandsOf(bytes: Uint8Array): readonly string[] {
  if (readLetters(bytes, 4, 4) !== 'ftyp') return []
  const end = Math.min(readBig(bytes, 0, 4), bytes.length, 256)
  const brands = [readLetters(bytes, 8, 4)]
  for (let at = 16; at + 4 <= end; at += 4) brands.push(readLetters(bytes, at, 4))
  return brands
}

/** The largest of the sizes in `ipco`: tiles of a grid are smaller than the whole, a mask is as large. */
function largestSize(bytes: Uint8Array, properties: readonly IsoBox[]): readonly [number, number] {
  let [width, height] = [0, 0]
  for (const { name, start, end } of properties) {
    if (name !== 'ispe' || end - start < 12) continue
    width = Math.max(width, readBig(bytes, start + 4, 4))
    height = Math.max(height, readBig(bytes, start + 8, 4))
  }
  return [width, height]
}

/**
 * AVIF, still pictures. Everything in it is found by its distance from the beginning of the file, so metadata is not taken
 * out but overwritten with zeros.
 */
export const readAvif: ImageReader = (bytes) => {
  const outer = boxesIn(bytes, 0, bytes.length)
  if (outer === null) return broken('its parts do not fit together')
  if (outer.some(({ name }) => name === 'moov'))
    return err({ code: 'unsupported_image', detail: 'Moving AVIF pictures are not taken; send it as GIF' })
  if (outer.some(({ name }) => !outerBoxes.has(name))) return broken('it has a part of an unknown kind')
  const [meta, ...others] = outer.filter(({ name }) => name === 'meta')
  if (meta === undefined || others.length > 0) return broken('it does not say what it holds')
  const inner = boxesIn(bytes, meta.start + 4, meta.end)
  if (inner === null) return broken('its parts do not fit together')
  const find = (name: string) => inner.find((box) => box.name === name)
  const [information, locations, properties] = [find('iinf'), find('iloc'), find('iprp')]
  if (information === undefined || locations === undefined || properties === undefined)
    return broken('it does not say what it holds')
  const types = itemTypes(bytes, information)
  const containers = boxesIn(bytes, properties.start, properties.end)
  const container = containers?.find(({ name }) => name === 'ipco')
  const list = container === undefined ? null : boxesIn(bytes, container.start, container.end)
  if (types === null || list === null) return broken('its parts do not fit together')
  const wanted = new Set([...types].flatMap(([id, type]) => (metadataItems.has(type) ? [id] : [])))
  const ranges = itemRanges(bytes, locations, { wanted, dataStart: find('idat')?.start ?? -1 })
  if (ranges === null) return broken('its parts do not fit together')
  // Overwriting anything else would leave a file that says something new, or nothing.
  const data = [...outer, ...inner].filter(({ name }) => name === 'mdat' || name === 'idat')
  if (!ranges.every(({ start, end }) => data.some((box) => start >= box.start && end <= box.end)))
    return broken('its parts do not fit together')
  const clean = new Uint8Array(bytes)
  const padding = [...outer, ...inner].filter(({ name }) => name === 'free' || name === 'skip')
  for (const { start, end } of [...ranges, ...padding]) clean.fill(0, start, end)
  const [width, height] = largestSize(bytes, list)
  return ok({ mimeType: 'image/avif', width, height, bytes: clean })
}
