import { generateNKeysBetween } from 'fractional-indexing'
import { limits } from './limits.ts'

const keyPattern = /^[A-Za-z][0-9A-Za-z]*$/
const smallestKey = `A${'0'.repeat(26)}`

/** Digits of the integer part, head included: `a` and `Z` mean two, `z` and `A` twenty-seven. */
function integerLength(head: string): number {
  const code = head.charCodeAt(0)
  return code >= 97 ? code - 97 + 2 : 90 - code + 2
}

/**
 * Whether a string is an order key: an integer part whose first letter gives its length, then a fraction without
 * trailing zero (npm fractional-indexing). Total, whatever is passed.
 */
export function isOrderKey(value: unknown): value is string {
  if (typeof value !== 'string' || !keyPattern.test(value)) return false
  const length = integerLength(value)
  if (value.length < length || value === smallestKey) return false
  return value.length === length || !value.endsWith('0')
}

/**
 * Order keys strictly between two neighbours (null = open end), ascending. Undefined where none can be made, because a
 * bound is no key, or the bounds are equal or out of order: the siblings then need fresh keys (OP8).
 * @param count how many keys
 */
export function keysBetween(
  lower: string | null,
  upper: string | null,
  count: number,
): readonly string[] | undefined {
  if (lower !== null && !isOrderKey(lower)) return undefined
  if (upper !== null && !isOrderKey(upper)) return undefined
  if (lower !== null && upper !== null && lower >= upper) return undefined
  return generateNKeysBetween(lower, upper, count)
}

/** Whether keys have outgrown the limit and the siblings must be rebalanced first (OP8). */
export function needsRebalance(keys: readonly string[] | undefined): boolean {
  return keys === undefined || keys.some((key) => key.length > limits.orderKeyCharactersMax)
}

/** Short, evenly made keys for `count` siblings in order. */
export function freshKeys(count: number): readonly string[] {
  return generateNKeysBetween(null, null, count)
}
