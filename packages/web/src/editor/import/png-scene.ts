import { isPng, pngChunks } from './png-chunks.ts'

const keyword = 'flowstate'
/** The keyword, its end, no compression, no language and no translated keyword. */
const head = new TextEncoder().encode(`${keyword}\0\0\0\0\0`)

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  return value
})

function crc32(bytes: Uint8Array): number {
  let value = 0xffffffff
  for (const byte of bytes) value = (crcTable[(value ^ byte) & 0xff] as number) ^ (value >>> 8)
  return (value ^ 0xffffffff) >>> 0
}

/** The text of a scene put into a PNG; null where there is none. Programs that pass pictures on often drop it. */
export function sceneInPng(bytes: Uint8Array): string | null {
  if (!isPng(bytes)) return null
  for (const { name, data } of pngChunks(bytes)) {
    if (name !== 'iTXt' || !head.every((byte, i) => data[i] === byte)) continue
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(data.subarray(head.length))
    } catch {
      return null
    }
  }
  return null
}

/** The picture with a text inside that viewers pass over: an `iTXt` part before the end (PNG, third edition, 11.3.3.4). */
export function withSceneInPng(bytes: Uint8Array, scene: string): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder().encode(scene)
  const body = new Uint8Array(4 + head.length + text.length)
  body.set([0x69, 0x54, 0x58, 0x74])
  body.set(head, 4)
  body.set(text, 4 + head.length)
  let end = bytes.length
  for (const { name, from } of pngChunks(bytes)) if (name === 'IEND') end = from
  const out = new Uint8Array(bytes.length + body.length + 8)
  const view = new DataView(out.buffer)
  out.set(bytes.subarray(0, end))
  view.setUint32(end, body.length - 4)
  out.set(body, end + 4)
  view.setUint32(end + 4 + body.length, crc32(body))
  out.set(bytes.subarray(end), end + 8 + body.length)
  return out
}
