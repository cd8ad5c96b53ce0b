const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

export function isPng(bytes: Uint8Array): boolean {
  return signature.every((byte, i) => bytes[i] === byte)
}

interface PngChunk {
  readonly name: string
  readonly from: number
  readonly data: Uint8Array
}

/** The parts of a PNG as far as they are whole. */
export function* pngChunks(bytes: Uint8Array): Generator<PngChunk> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let from = signature.length; from + 12 <= bytes.length; ) {
    const length = view.getUint32(from)
    if (from + 12 + length > bytes.length) return
    const name = String.fromCharCode(...bytes.subarray(from + 4, from + 8))
    yield { name, from, data: bytes.subarray(from + 8, from + 8 + length) }
    from += 12 + length
  }
}
