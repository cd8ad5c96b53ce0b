const opcodeContinuation = 0x0
const opcodeText = 0x1
const opcodeBinary = 0x2
const finalFragment = 0x80

/** Pieces of a bulk frame: small enough that pings pass between them and progress can be seen (SY6). */
export const bulkPieceBytes = 65_536

/** A text frame, encoded at most once however many sessions it goes to (SY7). */
export interface Frame {
  readonly text: string
  /** Header and payload as they go to every socket. */
  readonly wire: Buffer
}

/** A large message, written in pieces. Nothing but control frames may pass between them. */
export interface BulkFrame {
  readonly binary: boolean
  readonly chunks: readonly Uint8Array[]
}

/** The header of an unmasked frame (RFC 6455, section 5.2). */
function headerBytesOf(payloadBytes: number): number {
  return payloadBytes > 65_535 ? 10 : payloadBytes > 125 ? 4 : 2
}

function writeHeader(target: Buffer, firstByte: number, payloadBytes: number): void {
  target[0] = firstByte
  if (payloadBytes > 65_535) {
    target[1] = 127
    target.writeUInt32BE(Math.floor(payloadBytes / 2 ** 32), 2)
    target.writeUInt32BE(payloadBytes % 2 ** 32, 6)
  } else if (payloadBytes > 125) {
    target[1] = 126
    target.writeUInt16BE(payloadBytes, 2)
  } else target[1] = payloadBytes
}

function encodeText(text: string): Buffer {
  const payloadBytes = Buffer.byteLength(text)
  const headerBytes = headerBytesOf(payloadBytes)
  const wire = Buffer.allocUnsafe(headerBytes + payloadBytes)
  writeHeader(wire, finalFragment | opcodeText, payloadBytes)
  wire.write(text, headerBytes)
  return wire
}

export function textFrame(text: string): Frame {
  let wire: Buffer | null = null
  return {
    text,
    get wire() {
      wire ??= encodeText(text)
      return wire
    },
  }
}

/**
 * The pieces of a bulk frame as fragments of one message (RFC 6455, section 5.4), header and payload apart so that shared
 * payload is never copied.
 */
export function* fragmentsOf(frame: BulkFrame): Generator<readonly [header: Buffer, payload: Uint8Array]> {
  let opcode = frame.binary ? opcodeBinary : opcodeText
  const pieces: Uint8Array[] = []
  for (const chunk of frame.chunks)
    for (let at = 0; at < chunk.length; at += bulkPieceBytes)
      pieces.push(chunk.subarray(at, at + bulkPieceBytes))
  for (const [index, piece] of pieces.entries()) {
    const header = Buffer.allocUnsafe(headerBytesOf(piece.length))
    writeHeader(header, index === pieces.length - 1 ? finalFragment | opcode : opcode, piece.length)
    opcode = opcodeContinuation
    yield [header, piece]
  }
}
