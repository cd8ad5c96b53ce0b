import { crc32 } from 'node:zlib'
import { ok } from '@flowstate/engine'
import { broken, hasTail, joinBytes, partsMax, readBig, readLetters, tailRefusal } from './image-bytes.ts'
import type { ImageReader } from './image-type.ts'

const signatureLength = 8

/** What says how the pixels look, and the frames of an animation. Texts, times, Exif and private chunks are left out. */
const keptChunks: ReadonlySet<string> = new Set([
  ...['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS'],
  ...['gAMA', 'cHRM', 'sRGB', 'iCCP', 'cICP', 'sBIT', 'pHYs'],
  ...['acTL', 'fcTL', 'fdAT'],
])

/** Chunks whose name begins with a capital cannot be left out without breaking the picture. */
const isCritical = (name: string) => /^[A-Z]/.test(name)

/** PNG (ISO/IEC 15948), APNG included. Every chunk that is kept must match its checksum. */
export const readPng: ImageReader = (bytes) => {
  const kept: Uint8Array[] = [bytes.subarray(0, signatureLength)]
  let at = signatureLength
  let size: { readonly width: number; readonly height: number } | null = null
  let hasPixels = false
  while (at < bytes.length) {
    const length = readBig(bytes, at, 4)
    const name = readLetters(bytes, at + 4, 4)
    const end = at + 12 + length
    if (length < 0 || end > bytes.length || kept.length > partsMax) return broken('it ends too early')
    if ((size === null) !== (name === 'IHDR')) return broken('its header is not where it should be')
    if (keptChunks.has(name)) {
      if (crc32(bytes.subarray(at + 4, end - 4)) !== readBig(bytes, end - 4, 4))
        return broken('a checksum is wrong')
      kept.push(bytes.subarray(at, end))
    } else if (isCritical(name)) {
      return broken('it has a part of an unknown kind')
    }
    if (name === 'IHDR') {
      if (length !== 13) return broken('its header has the wrong length')
      size = { width: readBig(bytes, at + 8, 4), height: readBig(bytes, at + 12, 4) }
    }
    if (name === 'IDAT') hasPixels = true
    at = end
    if (name !== 'IEND') continue
    if (size === null || !hasPixels || length !== 0) return broken('it holds no pixels')
    if (hasTail(bytes, at)) return tailRefusal
    return ok({ mimeType: 'image/png', ...size, bytes: joinBytes(kept) })
  }
  return broken('it has no end')
}
