/** Hashes of a row (CM11) without a copy per row: the bytes are put together in one buffer that is used again. */
export interface RowHasher {
  /** Of UTF-8 text. */
  text(text: string): Uint8Array
  /** Of the hash before, the digest of the changes, and the header's text: what `chainHash` of the engine gives. */
  chain(prev: Uint8Array, payload: Uint8Array, header: string): Uint8Array
}

const encoder = new TextEncoder()

/**
 * @param sha256 must not keep the bytes it is given
 */
export function createRowHasher(sha256: (bytes: Uint8Array) => Uint8Array): RowHasher {
  let buffer = new Uint8Array(65_536)

  function roomFor(prefix: number, text: string): void {
    const needed = prefix + 3 * text.length
    if (needed > buffer.length) buffer = new Uint8Array(2 * needed)
  }

  return {
    text(text) {
      roomFor(0, text)
      return sha256(buffer.subarray(0, encoder.encodeInto(text, buffer).written))
    },
    chain(prev, payload, header) {
      const prefix = prev.length + payload.length
      roomFor(prefix, header)
      buffer.set(prev)
      buffer.set(payload, prev.length)
      const { written } = encoder.encodeInto(header, buffer.subarray(prefix))
      return sha256(buffer.subarray(0, prefix + written))
    },
  }
}
