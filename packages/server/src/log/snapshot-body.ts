import { hash } from 'node:crypto'
import { promisify } from 'node:util'
import { constants, zstdCompress, zstdDecompress } from 'node:zlib'
import type { ShapeTable } from '@flowstate/engine'

const compress = promisify(zstdCompress)
const decompress = promisify(zstdDecompress)

/** The first byte of a stored body says how the rest is packed, so that another way can be added beside this one. */
const codecs = { zstd: 1, sealedZstd: 2, tabledZstd: 3 } as const
/** A large state comes in one or two pieces, not in a hundred that are then joined. */
const inLargeChunks = { chunkSize: 2 * 1_048_576 } as const
const sealBytes = 32
const digestBytes = 32

/** What a snapshot row holds besides its version. */
export interface SnapshotBody {
  readonly stateHash: Uint8Array
  readonly text: string
  readonly table: ShapeTable
}

/** What is read of it: those of an earlier FlowState had no table, and the first no seal. */
export interface UnpackedBody {
  readonly text: string
  readonly sealed: boolean
  readonly table?: ShapeTable
}

/**
 * SHA-256 over state hash and content. One digest of the whole costs a millisecond where the state hash takes one digest
 * per shape: with it a load knows that it reads what was written, without hashing the state (SN1).
 */
function sealOf(...content: readonly Uint8Array[]): Buffer {
  return Buffer.from(hash('sha256', Buffer.concat(content), 'binary'), 'binary')
}

/**
 * Packs a snapshot for storage, off the thread. Level 1: nearly as small as the best, at a tenth of the time. Digests do
 * not get smaller; they stand in front, their number first.
 */
export async function packSnapshot({ stateHash, text, table }: SnapshotBody): Promise<Uint8Array> {
  const { ids, lengths, digests } = table
  // The text is JSON and has no line break of its own.
  const plain = Buffer.from(`${text}\n${JSON.stringify({ ids, lengths })}`, 'utf8')
  const packed = await compress(plain, { params: { [constants.ZSTD_c_compressionLevel]: 1 } })
  const count = Buffer.alloc(4)
  count.writeUInt32LE(ids.length)
  const seal = sealOf(stateHash, digests, plain)
  return Buffer.concat([Buffer.of(codecs.tabledZstd), seal, count, digests, packed])
}

/**
 * The text of a body, and whether its seal proves that text and hash are what was written.
 * @throws when the bytes are not what `packSnapshot` made, or made for another hash
 */
export async function unpackSnapshot(body: Uint8Array, stateHash: Uint8Array): Promise<UnpackedBody> {
  const seal = body.subarray(1, 1 + sealBytes)
  const content = body.subarray(1 + sealBytes)
  switch (body[0]) {
    case codecs.zstd:
      return { text: (await decompress(body.subarray(1), inLargeChunks)).toString('utf8'), sealed: false }
    case codecs.sealedZstd: {
      const plain = await decompress(content, inLargeChunks)
      if (!sealOf(stateHash, plain).equals(seal)) throw new Error('the seal is broken')
      return { text: plain.toString('utf8'), sealed: true }
    }
    case codecs.tabledZstd: {
      const end = 4 + digestBytes * Buffer.from(content.subarray(0, 4)).readUInt32LE()
      const digests = content.subarray(4, end)
      const plain = await decompress(content.subarray(end), inLargeChunks)
      if (!sealOf(stateHash, digests, plain).equals(seal)) throw new Error('the seal is broken')
      const line = plain.indexOf('\n')
      const table: Omit<ShapeTable, 'digests'> = JSON.parse(plain.toString('utf8', line + 1))
      return { text: plain.toString('utf8', 0, line), sealed: true, table: { ...table, digests } }
    }
    default:
      throw new Error(`unknown snapshot codec ${body[0]}`)
  }
}
