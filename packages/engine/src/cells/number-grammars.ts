import { limits } from '../limits.ts'
import type { Grammar } from './grammar.ts'

const lengthScale = 100
const radianScale = 100_000
/** Steps per unit of a fraction: opacity, anchors, crop, pressure. */
const fractionScale = 10_000

/** A finite number rounded to steps of 1 / scale; minus zero becomes zero. Undefined out of bounds. */
function rounded(value: unknown, scale: number, min: number, max: number): number | undefined {
  if (typeof value !== 'number') return undefined
  // Adding zero turns minus zero into zero.
  const result = Math.round(value * scale) / scale + 0
  return result >= min && result <= max ? result : undefined
}

/** A coordinate or distance, rounded to hundredths. */
export function roundLength(value: unknown): number | undefined {
  return rounded(value, lengthScale, -limits.lengthMax, limits.lengthMax)
}

/** A fraction from 0 to 1, rounded to ten-thousandths. */
export function roundFraction(value: unknown): number | undefined {
  return rounded(value, fractionScale, 0, 1)
}

/** A number of a list whose meaning is not known yet: fine enough for lengths and for fractions. */
export function roundFinest(value: unknown): number | undefined {
  return rounded(value, fractionScale, -limits.lengthMax, limits.lengthMax)
}

/** A length within bounds. */
export function lengthGrammar(min: number, max: number): Grammar<number> {
  return {
    normalise: (value) => rounded(value, lengthScale, min, max),
    schema: { type: 'number', minimum: min, maximum: max },
    expects: `a number from ${min} to ${max}`,
  }
}

export const radians: Grammar<number> = {
  normalise: (value) => rounded(value, radianScale, -limits.lengthMax, limits.lengthMax),
  schema: { type: 'number', minimum: -limits.lengthMax, maximum: limits.lengthMax },
  expects: 'an angle in radians',
}

export const fraction: Grammar<number> = {
  normalise: roundFraction,
  schema: { type: 'number', minimum: 0, maximum: 1 },
  expects: 'a number from 0 to 1',
}

/** A whole number within bounds. */
export function integerGrammar(min: number, max: number): Grammar<number> {
  return {
    normalise: (value) => (Number.isInteger(value) ? rounded(value, 1, min, max) : undefined),
    schema: { type: 'integer', minimum: min, maximum: max },
    expects: `a whole number from ${min} to ${max}`,
  }
}
