import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { TextDelta } from './change.ts'
import { seededRandom } from './testing/random-cells.ts'
import { randomDelta } from './testing/random-changes.ts'
import { applyDelta, composeDeltas, deltaSpan, invertDelta, normaliseDelta } from './text-delta.ts'

const anyDelta: fc.Arbitrary<TextDelta> = fc.array(
  fc.oneof(fc.integer({ min: -6, max: 6 }), fc.string({ maxLength: 3 })),
)
const textAndSeed = fc.tuple(fc.string({ unit: 'grapheme', maxLength: 12 }), fc.nat())

test('TX1 the normal form merges neighbours, puts inserts before deletes and drops the final retain', () => {
  expect(normaliseDelta([2, 0, 1, -1, 'a', '', -2, 'b', 4])).toEqual([3, 'ab', -3])
  expect(normaliseDelta([5])).toEqual([])
})

test('TX1 the normal form does the same and is stable', () => {
  fc.assert(
    fc.property(fc.string(), anyDelta, (text, delta) => {
      const normal = normaliseDelta(delta)
      expect(applyDelta(text, normal)).toBe(applyDelta(text, delta))
      expect(normaliseDelta(normal)).toEqual(normal)
    }),
  )
})

test('TX1 a composed delta does what both do', () => {
  fc.assert(
    fc.property(textAndSeed, ([text, seed]) => {
      const random = seededRandom(seed)
      const first = randomDelta(random, text)
      const middle = applyDelta(text, first)
      const second = randomDelta(random, middle)
      const composed = composeDeltas(first, second)
      expect(applyDelta(text, composed)).toBe(applyDelta(middle, second))
      expect(normaliseDelta(composed)).toEqual(composed)
      expect(deltaSpan(composed)).toBeLessThanOrEqual(text.length)
    }),
  )
})

test('TX3 an inverted delta leads back', () => {
  fc.assert(
    fc.property(fc.string(), anyDelta, (text, delta) => {
      const inverse = invertDelta(text, delta)
      expect(applyDelta(applyDelta(text, delta), inverse)).toBe(text)
      expect(normaliseDelta(inverse)).toEqual(inverse)
    }),
  )
})

test('CM13 a delta that reaches past the text is cut off', () => {
  expect(applyDelta('abc', [9, 'x', -9])).toBe('abcx')
  expect(applyDelta('abc', [1, -9, 'x'])).toBe('ax')
})
