import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { constants, zstdCompress, zstdDecompress } from 'node:zlib'
import type { ShapeTable } from '@flowstate/engine'

const compress = promisify(zstdCompress)
const decompress = promisify(zstdDecompress)

/** The first byte of a stored body says how the rest is packed, so that another way can be added beside this one. */
const codecs = { zstd: 1, sealedZstd: 2, tabledZstd: 3 } as const
/** A large state comes in a few pieces, not in a hundred that are then joined. */
const inLargeChunks = { chunkSize: 2 * 1_048_576 } as const
/** What a decompressor wants free at the end to know that it is done. */
const spareBytes = 64
const sealBytes = 32
const digestBytes = 32
const lengthBytes = 4

/** What a snapshot row holds besides its version. */
export interface SnapshotBody {
  readonly stateHash: Uint8Array
  readonly text: string
  readonly table: ShapeTable
}

/** What is read of it: those of an earlier FlowState had no table, and the first no seal. */
export interface UnpackedBody {
  /** UTF-8 of the text. */
  readonly content: Uint8Array
  readonly sealed: boolean
  readonly table?: ShapeTable
}

/**
 * SHA-256 over state hash and content. One digest of the whole costs a millisecond where the state hash takes one digest
 * per shape: with it a load knows that it reads what was written, without hashing the state (SN1).
 */
function sealOf(...content: readonly Uint8Array[]): Buffer {
  const seal = createHash('sha256')
  for (const bytes of content) seal.update(bytes)
  return seal.digest()
}

/**
 * Packs a snapshot for storage, off the thread. Level 1: nearly as small as the best, at a tenth of the time. Digests do
 * not get smaller; they stand in front, behind four numbers. The seal is taken over what is stored, a quarter of the state.
 */
export async function packSnapshot({ stateHash, text, table }: SnapshotBody): Promise<Uint8Array> {
  const { start, ids, lengths, digests } = table
  const idList = Buffer.from(ids.join('\n'))
  const lengthList = Buffer.alloc(lengthBytes * lengths.length)
  for (const [i, length] of lengths.entries()) lengthList.writeUInt32LE(length, lengthBytes * i)
  const plain = Buffer.concat([lengthList, idList, Buffer.from(text)])
  const packed = await compress(plain, { params: { [constants.ZSTD_c_compressionLevel]: 1 } })
  const numbers = Buffer.alloc(numbersBytes)
  for (const [i, number] of [ids.length, idList.length, start, plain.length].entries())
    numbers.writeUInt32LE(number, 4 * i)
  const stored = Buffer.concat([numbers, digests, packed])
  return Buffer.concat([Buffer.of(codecs.tabledZstd), sealOf(stateHash, stored), stored])
}

/** Shapes, bytes of their ids, where the first begins, and bytes of it all before it was packed. */
const numbersBytes = 16

/**
 * The text of a body, and whether its seal proves that text and hash are what was written.
 * @throws when the bytes are not what `packSnapshot` made, or made for another hash
 */
export async function unpackSnapshot(body: Uint8Array, stateHash: Uint8Array): Promise<UnpackedBody> {
  const seal = body.subarray(1, 1 + sealBytes)
  const stored = body.subarray(1 + sealBytes)
  switch (body[0]) {
    case codecs.zstd:
      return { content: await decompress(body.subarray(1), inLargeChunks), sealed: false }
    case codecs.sealedZstd: {
      const content = await decompress(stored, inLargeChunks)
      if (!sealOf(stateHash, content).equals(seal)) throw new Error('the seal is broken')
      return { content, sealed: true }
    }
    case codecs.tabledZstd: {
      if (!sealOf(stateHash, stored).equals(seal)) throw new Error('the seal is broken')
      return unpackTabled(stored)
    }
    default:
      throw new Error(`unknown snapshot codec ${body[0]}`)
  }
}

async function unpackTabled(stored: Uint8Array): Promise<UnpackedBody> {
  const numbers = Buffer.from(stored.subarray(0, numbersBytes))
  const [count = 0, idBytes = 0, start = 0, plainBytes = 0] = [0, 4, 8, 12].map((at) =>
    numbers.readUInt32LE(at),
  )
  const packedAt = numbersBytes + digestBytes * count
  const plain = await decompress(stored.subarray(packedAt), { chunkSize: plainBytes + spareBytes })
  const lengths = new Uint32Array(count)
  for (let i = 0; i < count; i++) lengths[i] = plain.readUInt32LE(lengthBytes * i)
  const idsAt = lengthBytes * count
  const ids = count === 0 ? [] : plain.toString('latin1', idsAt, idsAt + idBytes).split('\n')
  const digests = stored.subarray(numbersBytes, packedAt)
  return { content: plain.subarray(idsAt + idBytes), sealed: true, table: { start, ids, lengths, digests } }
}
