import { ok } from '@flowstate/engine'
import { broken, hasTail, joinBytes, partsMax, readLetters, readLittle, tailRefusal } from './image-bytes.ts'
import type { ImageReader } from './image-type.ts'

const extension = 0x21
const frame = 0x2c
const trailer = 0x3b
const graphicControl = 0xf9
const application = 0xff

/** Where a chain of sub-blocks ends; -1 when it does not. */
function endOfBlocks(bytes: Uint8Array, start: number): number {
  let at = start
  while (at < bytes.length) {
    const length = bytes[at] ?? 0
    at += length + 1
    if (length === 0) return at
  }
  return -1
}

/** Bytes of a colour table, from the flags that announce it. */
const tableLength = (flags: number) => ((flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1))

/** Timing and looping stay; comments, texts and what other programs left go. */
function isKept(bytes: Uint8Array, at: number): boolean {
  const label = bytes[at + 1]
  if (label === graphicControl) return true
  return label === application && ['NETSCAPE2.0', 'ANIMEXTS1.0'].includes(readLetters(bytes, at + 3, 11))
}

/** GIF, 87a and 89a, animated or not. */
export const readGif: ImageReader = (bytes) => {
  let width = readLittle(bytes, 6, 2)
  let height = readLittle(bytes, 8, 2)
  let at = 13 + tableLength(bytes[10] ?? 0)
  if (bytes.length < at) return broken('it ends too early')
  const kept: Uint8Array[] = [bytes.subarray(0, at)]
  let frames = 0
  while (at < bytes.length) {
    const kind = bytes[at]
    if (kind === trailer) {
      kept.push(bytes.subarray(at, at + 1))
      if (frames === 0) return broken('it holds no pixels')
      if (hasTail(bytes, at + 1)) return tailRefusal
      return ok({ mimeType: 'image/gif', width, height, bytes: joinBytes(kept) })
    }
    if (kind !== extension && kind !== frame) return broken('a part begins in the wrong place')
    const blocks = kind === extension ? at + 2 : at + 11 + tableLength(bytes[at + 9] ?? 0)
    const end = endOfBlocks(bytes, blocks)
    if (end === -1 || kept.length > partsMax) return broken('it ends too early')
    if (kind === frame) {
      frames += 1
      // Frames may stick out of the surface they are announced for; decoders make room.
      width = Math.max(width, readLittle(bytes, at + 1, 2) + readLittle(bytes, at + 5, 2))
      height = Math.max(height, readLittle(bytes, at + 3, 2) + readLittle(bytes, at + 7, 2))
    }
    if (kind === frame || isKept(bytes, at)) kept.push(bytes.subarray(at, end))
    at = end
  }
  return broken('it has no end')
}
