import { hash } from 'node:crypto'
import { promisify } from 'node:util'
import { constants, zstdCompress, zstdDecompress } from 'node:zlib'

const compress = promisify(zstdCompress)
const decompress = promisify(zstdDecompress)

/** The first byte of a stored body says how the rest is packed, so that another way can be added beside this one. */
const codecs = { zstd: 1, sealedZstd: 2 } as const
const sealBytes = 32

/** What a snapshot row holds besides its version. */
export interface SnapshotBody {
  readonly stateHash: Uint8Array
  readonly text: string
}

/**
 * SHA-256 over state hash and text. One digest of the whole costs a millisecond where the state hash takes one digest per
 * shape: with it a load knows that it reads what was written, without hashing the state (SN1).
 */
function sealOf(stateHash: Uint8Array, plain: Buffer): Buffer {
  return Buffer.from(hash('sha256', Buffer.concat([stateHash, plain]), 'hex'), 'hex')
}

/** Packs a snapshot for storage, off the thread. Level 1: nearly as small as the best, at a tenth of the time. */
export async function packSnapshot({ stateHash, text }: SnapshotBody): Promise<Uint8Array> {
  const plain = Buffer.from(text, 'utf8')
  const packed = await compress(plain, { params: { [constants.ZSTD_c_compressionLevel]: 1 } })
  return Buffer.concat([Buffer.of(codecs.sealedZstd), sealOf(stateHash, plain), packed])
}

/**
 * The text of a body, and whether its seal proves that text and hash are what was written.
 * @throws when the bytes are not what `packSnapshot` made, or made for another hash
 */
export async function unpackSnapshot(
  body: Uint8Array,
  stateHash: Uint8Array,
): Promise<{ readonly text: string; readonly sealed: boolean }> {
  switch (body[0]) {
    case codecs.zstd:
      return { text: (await decompress(body.subarray(1))).toString('utf8'), sealed: false }
    case codecs.sealedZstd: {
      const plain = await decompress(body.subarray(1 + sealBytes))
      if (!sealOf(stateHash, plain).equals(body.subarray(1, 1 + sealBytes)))
        throw new Error('the seal is broken')
      return { text: plain.toString('utf8'), sealed: true }
    }
    default:
      throw new Error(`unknown snapshot codec ${body[0]}`)
  }
}
