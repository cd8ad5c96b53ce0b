import type { ShapeId } from '@flowstate/engine'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** Random bytes that pages on plain http have too, unlike `crypto.randomUUID`. */
export function randomBytes(count: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(count))
}

/** Letters and digits, six random bits each. */
export function randomToken(length: number): string {
  return Array.from(randomBytes(length), (byte) => alphabet[byte & 63]).join('')
}

export function newShapeId(): ShapeId {
  return randomToken(16) as ShapeId
}
