import type { OperationId } from '@flowstate/engine'

const encoder = new TextEncoder()

/**
 * The id of a later part of a set: UUID version 5 (RFC 9562) of `part:<i>` in the name space of the request's id (OP9).
 * @param sha1 SHA-1, raw 20 bytes
 */
export function partId(
  requestId: OperationId,
  part: number,
  sha1: (bytes: Uint8Array) => Uint8Array,
): OperationId {
  const digits = requestId.replaceAll('-', '')
  const name = encoder.encode(`part:${part}`)
  const input = new Uint8Array(16 + name.length)
  for (let i = 0; i < 16; i++) input[i] = Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16)
  input.set(name, 16)
  const bytes = sha1(input).slice(0, 16)
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x50
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}` as OperationId
}
