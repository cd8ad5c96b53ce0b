import { canonicalJson } from './canonical-json.ts'
import type { OperationHeader } from './operation.ts'
import { utf8 } from './utf8.ts'

/**
 * SHA-256 of bytes, given by the host: `crypto.subtle` does not exist over plain http, and the engine imports nothing.
 */
export type Sha256 = (bytes: Uint8Array) => Uint8Array

/** Joins byte strings. */
export function concatBytes(parts: readonly Uint8Array[]): Uint8Array {
  let length = 0
  for (const part of parts) length += part.length
  const bytes = new Uint8Array(length)
  let position = 0
  for (const part of parts) {
    bytes.set(part, position)
    position += part.length
  }
  return bytes
}

/** What the first row's hash is chained to (CM11). `originId` is the canvas where version 1 was first committed. */
export function genesisHash(originId: string, sha256: Sha256): Uint8Array {
  return sha256(utf8(`flowstate-log/1:${originId}`))
}

/** The digest of a row's changes. `changesJson` is their canonical text. */
export function payloadHash(changesJson: string, sha256: Sha256): Uint8Array {
  return sha256(utf8(changesJson))
}

/** The canonical text of exactly the fields the hash covers besides the changes (CM11); absent stays absent. */
export function headerJson(header: OperationHeader): string {
  const { clientId, createdAt, gesture, id, kind, label, part } = header
  const { restoreOf, revertOf, schema, seq, skipped, undoOf, userId, version } = header
  // In the order of the canonical form, which spares the sorting.
  return canonicalJson({
    clientId,
    createdAt,
    gesture,
    id,
    kind,
    label,
    part,
    restoreOf,
    revertOf,
    schema,
    seq,
    skipped,
    undoOf,
    userId,
    version,
  })
}

export interface ChainLink {
  /** Hash of the row before, or the genesis hash. */
  readonly prev: Uint8Array
  readonly payload: Uint8Array
  /** The text `headerJson` gives. */
  readonly header: string
}

/** The hash of a row: everything before it, its changes, its header (CM11). */
export function chainHash({ prev, payload, header }: ChainLink, sha256: Sha256): Uint8Array {
  return sha256(concatBytes([prev, payload, utf8(header)]))
}
