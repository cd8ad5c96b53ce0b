import { canonicalJson } from './canonical-json.ts'
import { chainHash, headerJson, payloadHash, type Sha256 } from './hash.ts'
import { fromHex, toHex } from './hex.ts'
import type { CommittedOperation } from './operation.ts'
import { err, ok, type Result } from './result.ts'

/** The first row that does not follow from the rows before it. */
export interface BrokenChain {
  readonly version: number
  readonly reason: 'gap' | 'hash' | 'payload'
}

export interface ChainStart {
  /** Version and hash of the row before the first one given; 0 and the genesis hash at the beginning of a log. */
  readonly version: number
  readonly hash: Uint8Array
}

function payloadOf(row: CommittedOperation, sha256: Sha256): Uint8Array | undefined {
  // The changes of a redacted row are gone; the digest they had is kept and sent (CM12).
  if (row.redacted === true) return row.payloadHash === undefined ? undefined : fromHex(row.payloadHash)
  return payloadHash(canonicalJson(row.changes), sha256)
}

/**
 * Recomputes the chain over rows of the log as they were written, not lifted (CM11, CM14).
 * @returns where the chain stands after the last row, or the first row that breaks it
 */
export function verifyRows(
  rows: Iterable<CommittedOperation>,
  start: ChainStart,
  sha256: Sha256,
): Result<ChainStart, BrokenChain> {
  let { version, hash } = start
  for (const row of rows) {
    if (row.version !== version + 1) return err({ version: row.version, reason: 'gap' })
    const payload = payloadOf(row, sha256)
    if (payload === undefined) return err({ version: row.version, reason: 'payload' })
    hash = chainHash({ prev: hash, payload, header: headerJson(row) }, sha256)
    version = row.version
    if (toHex(hash) !== row.hash) return err({ version, reason: 'hash' })
  }
  return ok({ version, hash })
}
