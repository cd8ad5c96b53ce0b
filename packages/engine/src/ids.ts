/**
 * Branded identifiers. A brand costs nothing at run time and keeps one kind of id from being passed for another.
 * All UUIDs are lower case (CM11); shape ids follow `shapeIdPattern` (OP7).
 */
declare const brand: unique symbol
type Branded<Name extends string> = string & { readonly [brand]: Name }

export type CanvasId = Branded<'CanvasId'>
export type WorkspaceId = Branded<'WorkspaceId'>
export type UserId = Branded<'UserId'>
export type OperationId = Branded<'OperationId'>
export type ClientId = Branded<'ClientId'>
export type SessionId = Branded<'SessionId'>
export type ShapeId = Branded<'ShapeId'>

export const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
export const shapeIdPattern = /^[A-Za-z0-9_-]{10,40}$/
export const gesturePattern = /^[A-Za-z0-9_-]{1,40}$/

export function isUuid(value: unknown): value is string {
  return typeof value === 'string' && uuidPattern.test(value)
}

export function isShapeId(value: unknown): value is ShapeId {
  return typeof value === 'string' && shapeIdPattern.test(value)
}

const hexByte = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

function formatUuid(bytes: Uint8Array): string {
  let text = ''
  for (let i = 0; i < 16; i++) {
    if (i === 4 || i === 6 || i === 8 || i === 10) text += '-'
    text += hexByte[bytes[i] as number]
  }
  return text
}

/**
 * A time-ordered UUID (RFC 9562, version 7).
 * @param nowMs milliseconds since 1970
 * @param random 16 random bytes; the first six are overwritten by the time
 */
export function uuidv7(nowMs: number, random: Uint8Array): string {
  const bytes = random.slice(0, 16)
  let rest = Math.floor(nowMs)
  for (let i = 5; i >= 0; i--) {
    bytes[i] = rest % 256
    rest = Math.floor(rest / 256)
  }
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x70
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80
  return formatUuid(bytes)
}
