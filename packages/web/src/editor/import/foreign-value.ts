/** Readers for JSON that somebody else wrote: what is not as expected reads as the fallback, and nothing throws. */

export interface Foreign {
  readonly [key: string]: unknown
}

export function isForeign(value: unknown): value is Foreign {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const nothing: Foreign = {}

/** The member of an object, own ones only: `constructor` and the like are nobody's data. */
export function member(value: unknown, key: string): unknown {
  return isForeign(value) && Object.hasOwn(value, key) ? value[key] : undefined
}

export function objectIn(value: unknown, key: string): Foreign {
  const found = member(value, key)
  return isForeign(found) ? found : nothing
}

export function listIn(value: unknown, key: string): readonly unknown[] {
  const found = member(value, key)
  return Array.isArray(found) ? found : []
}

/** A finite number; numbers written as text count, as some old files have them. */
export function numberIn(value: unknown, key: string, fallback: number): number {
  const found = member(value, key)
  const number = typeof found === 'string' && found.trim() !== '' ? Number(found) : found
  return typeof number === 'number' && Number.isFinite(number) ? number : fallback
}

export function textIn(value: unknown, key: string, fallback = ''): string {
  const found = member(value, key)
  return typeof found === 'string' ? found : fallback
}

export function flagIn(value: unknown, key: string): boolean {
  return member(value, key) === true
}

export function entriesIn(value: unknown, key: string): readonly (readonly [string, unknown])[] {
  return Object.entries(objectIn(value, key))
}
