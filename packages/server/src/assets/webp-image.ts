import { ok } from '@flowstate/engine'
import {
  broken,
  hasTail,
  joinBytes,
  partsMax,
  readBig,
  readLetters,
  readLittle,
  tailRefusal,
} from './image-bytes.ts'
import type { ImageReader } from './image-type.ts'

interface Chunk {
  readonly name: string
  readonly at: number
  /** Of the data, without the padding. */
  readonly length: number
  readonly end: number
}

const pictureChunks: ReadonlySet<string> = new Set(['VP8 ', 'VP8L', 'ALPH'])
const keptChunks: ReadonlySet<string> = new Set([...pictureChunks, 'VP8X', 'ICCP', 'ANIM', 'ANMF'])
const frameHeaderLength = 16
const metadataFlags = 0x08 | 0x04

/** The chunks from `start` to `end`; null when they do not fill it exactly. */
function chunksIn(bytes: Uint8Array, start: number, end: number): readonly Chunk[] | null {
  const chunks: Chunk[] = []
  let at = start
  while (at < end) {
    const length = readLittle(bytes, at + 4, 4)
    if (length < 0 || chunks.length > partsMax) return null
    const next = at + 8 + length + (length % 2)
    if (next > end) return null
    chunks.push({ name: readLetters(bytes, at, 4), at, length, end: next })
    at = next
  }
  return chunks
}

/** Pixels across and down that a chunk announces; null for chunks that announce none. */
function sizeIn(bytes: Uint8Array, { name, at, length }: Chunk): readonly [number, number] | null {
  const data = at + 8
  if (name === 'VP8X' && length >= 10)
    return [readLittle(bytes, data + 4, 3) + 1, readLittle(bytes, data + 7, 3) + 1]
  if (name === 'VP8 ' && length >= 10 && readBig(bytes, data + 3, 3) === 0x9d012a)
    return [readLittle(bytes, data + 6, 2) & 0x3fff, readLittle(bytes, data + 8, 2) & 0x3fff]
  if (name === 'VP8L' && length >= 5 && bytes[data] === 0x2f) {
    const bits = readLittle(bytes, data + 1, 4)
    return [(bits % 0x4000) + 1, (Math.floor(bits / 0x4000) % 0x4000) + 1]
  }
  return null
}

function withoutMetadataFlags(chunk: Uint8Array): Uint8Array {
  const copy = new Uint8Array(chunk)
  copy[8] = (copy[8] ?? 0) & ~metadataFlags
  return copy
}

function riffHeader(contentLength: number): Uint8Array {
  const header = Buffer.from('RIFF....WEBP', 'latin1')
  header.writeUInt32LE(contentLength + 4, 4)
  return header
}

/** WebP (RFC 9649): lossy, lossless, extended and animated. Exif, XMP and unknown chunks go. */
export const readWebp: ImageReader = (bytes) => {
  const end = 8 + readLittle(bytes, 4, 4)
  if (end < 12 || end > bytes.length) return broken('it ends too early')
  if (hasTail(bytes, end)) return tailRefusal
  const chunks = chunksIn(bytes, 12, end)
  if (chunks === null) return broken('its parts do not fit together')
  let pictures = 0
  let [width, height] = [0, 0]
  const kept: Uint8Array[] = []
  for (const chunk of chunks) {
    if (!keptChunks.has(chunk.name)) continue
    const inner = chunk.name === 'ANMF' ? chunksIn(bytes, chunk.at + 8 + frameHeaderLength, chunk.end) : []
    if (inner === null || inner.some(({ name }) => !pictureChunks.has(name)))
      return broken('a frame holds something else')
    for (const one of [chunk, ...inner]) {
      const size = sizeIn(bytes, one)
      const isPicture = one.name === 'VP8 ' || one.name === 'VP8L'
      if (size === null && (isPicture || one.name === 'VP8X')) return broken('it has no size')
      if (isPicture) pictures += 1
      width = Math.max(width, size?.[0] ?? 0)
      height = Math.max(height, size?.[1] ?? 0)
    }
    const part = bytes.subarray(chunk.at, chunk.end)
    kept.push(chunk.name === 'VP8X' ? withoutMetadataFlags(part) : part)
  }
  if (pictures === 0) return broken('it holds no pixels')
  const content = joinBytes(kept)
  return ok({
    mimeType: 'image/webp',
    width,
    height,
    bytes: joinBytes([riffHeader(content.length), content]),
  })
}
