import { inflateSync } from 'node:zlib'

const headBytes = 44
const entryBytes = 20
const signature = 0x774f4646

interface Table {
  readonly tag: number
  readonly checksum: number
  readonly bytes: Buffer
}

function tablesOf(woff: Buffer): readonly Table[] {
  const count = woff.readUInt16BE(12)
  return Array.from({ length: count }, (_, i) => {
    const at = headBytes + i * entryBytes
    const offset = woff.readUInt32BE(at + 4)
    const packed = woff.subarray(offset, offset + woff.readUInt32BE(at + 8))
    const length = woff.readUInt32BE(at + 12)
    return {
      tag: woff.readUInt32BE(at),
      checksum: woff.readUInt32BE(at + 16),
      bytes: packed.length === length ? packed : inflateSync(packed),
    }
  })
}

const padded = (length: number): number => Math.ceil(length / 4) * 4

/** A web font (WOFF 1.0) as the plain font it was packed from: painters outside of browsers take no other. */
export function plainFont(woff: Buffer): Buffer {
  if (woff.readUInt32BE(0) !== signature) throw new Error('not a WOFF font')
  const tables = tablesOf(woff)
  const directoryBytes = 12 + tables.length * 16
  const out = Buffer.alloc(directoryBytes + tables.reduce((sum, { bytes }) => sum + padded(bytes.length), 0))
  const steps = Math.floor(Math.log2(tables.length))
  out.writeUInt32BE(woff.readUInt32BE(4), 0)
  out.writeUInt16BE(tables.length, 4)
  out.writeUInt16BE(16 * 2 ** steps, 6)
  out.writeUInt16BE(steps, 8)
  out.writeUInt16BE(tables.length * 16 - 16 * 2 ** steps, 10)
  let at = directoryBytes
  tables.forEach(({ tag, checksum, bytes }, i) => {
    const entry = 12 + i * 16
    out.writeUInt32BE(tag, entry)
    out.writeUInt32BE(checksum, entry + 4)
    out.writeUInt32BE(at, entry + 8)
    out.writeUInt32BE(bytes.length, entry + 12)
    bytes.copy(out, at)
    at += padded(bytes.length)
  })
  return out
}
