import { err, ok } from '@flowstate/engine'
import { broken, hasTail, joinBytes, partsMax, readBig, readLetters, tailRefusal } from './image-bytes.ts'
import type { ImageReader } from './image-type.ts'

const startOfScan = 0xda
const endOfImage = 0xd9
const comment = 0xfe

const isFrameHeader = (marker: number) =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc

/** Markers without a length: padding, restarts, a second start. */
const isBare = (marker: number) => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)

/** Of the application segments only those that decide colours stay; Exif, XMP, IPTC, previews and makers' notes go. */
function isKept(marker: number, bytes: Uint8Array, at: number): boolean {
  if (marker === comment) return false
  if (marker < 0xe0 || marker > 0xef) return true
  if (marker === 0xe0) return readLetters(bytes, at, 5) === 'JFIF\0'
  if (marker === 0xe2) return readLetters(bytes, at, 12) === 'ICC_PROFILE\0'
  return marker === 0xee && readLetters(bytes, at, 5) === 'Adobe'
}

/** Where the coded data that begins at `at` ends: at the next marker that is neither a stuffed byte nor a restart. */
function endOfScan(bytes: Uint8Array, at: number): number {
  let i = bytes.indexOf(0xff, at)
  while (i !== -1) {
    const next = bytes[i + 1] ?? 0xff
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return i
    i = bytes.indexOf(0xff, i + 1)
  }
  return -1
}

/**
 * JPEG (ITU-T T.81), baseline and progressive. Turning a photograph upright is written in the Exif part, which goes: whoever
 * sends one turns the pixels first.
 */
export const readJpeg: ImageReader = (bytes) => {
  const kept: Uint8Array[] = [bytes.subarray(0, 2)]
  let at = 2
  let size: { readonly width: number; readonly height: number } | null = null
  let hasPixels = false
  while (at + 1 < bytes.length) {
    if (bytes[at] !== 0xff) return broken('a part begins in the wrong place')
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (marker === endOfImage) {
      kept.push(bytes.subarray(at, at + 2))
      if (size === null || !hasPixels) return broken('it holds no pixels')
      if (hasTail(bytes, at + 2)) return tailRefusal
      return ok({ mimeType: 'image/jpeg', ...size, bytes: joinBytes(kept) })
    }
    if (marker === 0 || isBare(marker)) return broken('a part begins in the wrong place')
    const length = readBig(bytes, at + 2, 2)
    let end = at + 2 + length
    if (length < 2 || end > bytes.length || kept.length > partsMax) return broken('it ends too early')
    if (isFrameHeader(marker)) {
      if (marker > 0xc2)
        return err({ code: 'unsupported_image', detail: 'This kind of JPEG is not shown by browsers' })
      if (size !== null || length < 8) return broken('its header is not where it should be')
      size = { width: readBig(bytes, at + 7, 2), height: readBig(bytes, at + 5, 2) }
    }
    if (marker === startOfScan) {
      if (size === null) return broken('its header is not where it should be')
      end = endOfScan(bytes, end)
      if (end === -1) return broken('it has no end')
      hasPixels = true
    }
    if (isKept(marker, bytes, at + 4)) kept.push(bytes.subarray(at, end))
    at = end
  }
  return broken('it has no end')
}
