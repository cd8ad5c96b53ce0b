import { isShapeId, type ShapeId, shapeIdPattern } from '../ids.ts'
import { limits } from '../limits.ts'
import { flag } from './choice-grammars.ts'
import type { Grammar } from './grammar.ts'
import { fraction, roundFinest, roundFraction, roundLength } from './number-grammars.ts'

export type Pair = readonly [number, number]

const lengthSchema = { type: 'number', minimum: -limits.lengthMax, maximum: limits.lengthMax }

function isList(value: unknown, length: number): value is readonly unknown[] {
  return Array.isArray(value) && value.length === length
}

function pairOf(value: unknown, round: (item: unknown) => number | undefined): Pair | undefined {
  if (!isList(value, 2)) return undefined
  const first = round(value[0])
  const second = round(value[1])
  return first === undefined || second === undefined ? undefined : [first, second]
}

/** A point [x, y]. */
export const point: Grammar<Pair> = {
  normalise: (value) => pairOf(value, roundLength),
  schema: { type: 'array', items: lengthSchema, minItems: 2, maxItems: 2 },
  expects: 'two numbers [x, y]',
}

/** A size [w, h], neither negative. */
export const extent: Grammar<Pair> = {
  normalise: (value) => {
    const pair = pairOf(value, roundLength)
    return pair !== undefined && pair[0] >= 0 && pair[1] >= 0 ? pair : undefined
  },
  schema: { type: 'array', items: { ...lengthSchema, minimum: 0 }, minItems: 2, maxItems: 2 },
  expects: 'two numbers [w, h], neither negative',
}

/** The part of a picture that shows: [x, y, w, h] as fractions of the whole. */
export const cropFractions: Grammar<readonly [number, number, number, number]> = {
  normalise: (value) => {
    if (!isList(value, 4)) return undefined
    const corner = pairOf(value.slice(0, 2), roundFraction)
    const part = pairOf(value.slice(2), roundFraction)
    return corner === undefined || part === undefined ? undefined : [...corner, ...part]
  },
  schema: { type: 'array', items: fraction.schema, minItems: 4, maxItems: 4 },
  expects: 'four fractions [x, y, w, h]',
}

/** Mirrored left to right, mirrored top to bottom. */
export const mirror: Grammar<readonly [boolean, boolean]> = {
  normalise: (value) =>
    isList(value, 2) && typeof value[0] === 'boolean' && typeof value[1] === 'boolean'
      ? [value[0], value[1]]
      : undefined,
  schema: { type: 'array', items: flag.schema, minItems: 2, maxItems: 2 },
  expects: 'two truth values',
}

/** An arrow's end that follows a shape: `anchor` is a point of its unrotated box as fractions. */
export interface Binding {
  readonly shapeId: ShapeId
  readonly anchor: Pair
  readonly [key: string]: ShapeId | Pair
}

export const binding: Grammar<Binding> = {
  normalise: (value) => {
    if (typeof value !== 'object' || value === null || Object.keys(value).length !== 2) return undefined
    if (!('shapeId' in value && 'anchor' in value) || !isShapeId(value.shapeId)) return undefined
    const anchor = pairOf(value.anchor, roundFraction)
    return anchor === undefined ? undefined : { anchor, shapeId: value.shapeId }
  },
  schema: {
    type: 'object',
    properties: {
      shapeId: { type: 'string', pattern: shapeIdPattern.source },
      anchor: { type: 'array', items: fraction.schema, minItems: 2, maxItems: 2 },
    },
    required: ['shapeId', 'anchor'],
    additionalProperties: false,
  },
  expects: 'a shape id and an anchor [u, v] of fractions',
}

function roundedList(
  value: unknown,
  stride: number,
  pointsMin: number,
  round: (item: unknown, offset: number) => number | undefined,
): readonly number[] | undefined {
  if (!Array.isArray(value) || value.length % stride !== 0) return undefined
  if (value.length < pointsMin * stride || value.length > limits.strokePointsMax * stride) return undefined
  const out = new Array<number>(value.length)
  for (let i = 0; i < value.length; i++) {
    const number = round(value[i], i % stride)
    if (number === undefined) return undefined
    out[i] = number
  }
  return out
}

/** The points of a line or arrow in one flat list: x, y, x, y ... relative to the position. */
export const pathPoints: Grammar<readonly number[]> = {
  normalise: (value) => roundedList(value, 2, 2, roundLength),
  schema: { type: 'array', items: lengthSchema, minItems: 4, maxItems: 2 * limits.strokePointsMax },
  expects: `a flat list of 2 to ${limits.strokePointsMax} points x, y`,
}

/** The points of a stroke in one flat list: x, y, pressure, x, y, pressure ... relative to the position. */
export const strokePoints: Grammar<readonly number[]> = {
  normalise: (value) =>
    roundedList(value, 3, 1, (item, offset) => (offset === 2 ? roundFraction(item) : roundLength(item))),
  schema: { type: 'array', items: lengthSchema, minItems: 3, maxItems: 3 * limits.strokePointsMax },
  expects: `a flat list of 1 to ${limits.strokePointsMax} points x, y, pressure`,
}

/**
 * Points of a shape whose kind is not known: what an update says before it meets the shape. Rounded as finely as the
 * finest reading needs; the kind's own grammar has the last word when the update is resolved.
 */
export const anyPoints: Grammar<readonly number[]> = {
  normalise: (value) => {
    if (!Array.isArray(value) || value.length > 3 * limits.strokePointsMax) return undefined
    return (
      roundedList(value, value.length % 2 === 0 ? 2 : 3, 1, roundFinest) ??
      roundedList(value, 3, 1, roundFinest)
    )
  },
  schema: { type: 'array', items: lengthSchema, minItems: 3, maxItems: 3 * limits.strokePointsMax },
  expects: `a flat list of at most ${limits.strokePointsMax} points`,
}
