import { err, type Result } from '@flowstate/engine'
import type { ImageRefusal } from './image-type.ts'

/** A number of up to six bytes, most significant first; -1 where the bytes end before. */
export function readBig(bytes: Uint8Array, at: number, length: number): number {
  if (at < 0 || at + length > bytes.length) return -1
  let value = 0
  for (let i = 0; i < length; i++) value = value * 256 + (bytes[at + i] ?? 0)
  return value
}

/** A number of up to six bytes, least significant first; -1 where the bytes end before. */
export function readLittle(bytes: Uint8Array, at: number, length: number): number {
  if (at < 0 || at + length > bytes.length) return -1
  let value = 0
  for (let i = length - 1; i >= 0; i--) value = value * 256 + (bytes[at + i] ?? 0)
  return value
}

/** Bytes as letters, one each; shorter where the bytes end. */
export function readLetters(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length))
}

/** Parts a file may be made of. Real ones have far fewer; each part costs more memory than its bytes. */
export const partsMax = 20_000

export function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    joined.set(part, at)
    at += part.length
  }
  return joined
}

export function broken(what: string): Result<never, ImageRefusal> {
  return err({ code: 'bad_image', detail: `The file is damaged: ${what}` })
}

/** Some programs pad with zeros. Anything else behind the end is a second file in the coat of the first. */
export function hasTail(bytes: Uint8Array, end: number): boolean {
  return bytes.subarray(end).some((byte) => byte !== 0)
}

export const tailRefusal: Result<never, ImageRefusal> = err({
  code: 'bad_image',
  detail: 'There is something else behind the end of the picture',
})
