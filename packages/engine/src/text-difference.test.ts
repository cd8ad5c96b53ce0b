import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seededRandom } from './testing/random-cells.ts'
import { randomDelta } from './testing/random-changes.ts'
import { applyDelta, moveOffset, normaliseDelta } from './text-delta.ts'
import { deltaBetween } from './text-difference.ts'

const text = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n', '😀', '😁', 'é'), maxLength: 14 })

test('TX2 the delta between two texts leads from one to the other, in normal form, and halves no character', () => {
  fc.assert(
    fc.property(text, text, fc.nat(14), (from, to, at) => {
      const caret = [...to].slice(0, at).join('').length
      const delta = deltaBetween(from, to, caret)
      expect(applyDelta(from, delta)).toBe(to)
      expect(normaliseDelta(delta)).toEqual(delta)
      for (const item of delta) if (typeof item === 'string') expect(item.isWellFormed()).toBe(true)
      let position = 0
      for (const item of delta) {
        if (typeof item === 'number') position += Math.abs(item)
        expect(from.slice(0, position).isWellFormed()).toBe(true)
      }
    }),
  )
})

test('TX2 the caret tells which of two equal letters was typed', () => {
  expect(deltaBetween('aa', 'aaa', 1)).toEqual(['a'])
  expect(deltaBetween('aa', 'aaa', 3)).toEqual([2, 'a'])
  expect(deltaBetween('<b>', '<a> <b>', 4)).toEqual(['<a> '])
})

test('TX2 a caret stays beside the characters it stood beside', () => {
  expect(moveOffset(3, ['> '])).toBe(5)
  expect(moveOffset(3, [3, 'new'])).toBe(3)
  expect(moveOffset(3, [1, -4])).toBe(1)
  expect(moveOffset(3, [1, 'xx', -1])).toBe(4)
  expect(moveOffset(3, [9, 'far'])).toBe(3)
  fc.assert(
    fc.property(text, fc.nat(), (before, seed) => {
      const delta = randomDelta(seededRandom(seed), before)
      const whole = [...before]
      for (let count = 0; count <= whole.length; count++) {
        const offset = whole.slice(0, count).join('').length
        const moved = moveOffset(offset, delta)
        expect(applyDelta(before, delta).slice(0, moved).isWellFormed()).toBe(true)
        expect(moveOffset(before.length, delta)).toBeGreaterThanOrEqual(moved)
      }
    }),
  )
})
