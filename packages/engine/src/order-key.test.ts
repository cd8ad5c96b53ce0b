import fc from 'fast-check'
import { expect, test } from 'vitest'
import { freshKeys, isOrderKey, keysBetween, needsRebalance } from './order-key.ts'

test('OP8 keys between two neighbours are ascending, distinct and valid', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat({ max: 50 }), { maxLength: 60 }),
      fc.integer({ min: 1, max: 5 }),
      (spots, count) => {
        const keys: string[] = [...freshKeys(2)]
        for (const spot of spots) {
          const position = spot % (keys.length + 1)
          const made = keysBetween(keys[position - 1] ?? null, keys[position] ?? null, count)
          keys.splice(position, 0, ...(made ?? []))
        }
        expect(keys).toEqual([...new Set(keys)].sort())
        expect(keys.every(isOrderKey)).toBe(true)
      },
    ),
  )
})

test('OP8 no keys where the neighbours are equal, swapped or no keys', () => {
  expect(keysBetween('a1', 'a1', 1)).toBeUndefined()
  expect(keysBetween('a2', 'a1', 1)).toBeUndefined()
  expect(keysBetween('', null, 1)).toBeUndefined()
  expect(keysBetween(null, 'a00', 1)).toBeUndefined()
  expect(needsRebalance(undefined)).toBe(true)
})

test('OP8 a key over 64 characters asks for a rebalance', () => {
  expect(needsRebalance(['a1'.padEnd(64, 'V')])).toBe(false)
  expect(needsRebalance(['a1'.padEnd(65, 'V')])).toBe(true)
})

test('CM13 judging a key and making keys around it never throw', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[A-Za-z0-9]{0,30}$/)), (text) => {
      const isKey = isOrderKey(text)
      expect(keysBetween(text, null, 2) !== undefined).toBe(isKey)
      expect(keysBetween(null, text, 2) !== undefined).toBe(isKey)
    }),
    { numRuns: 500 },
  )
  expect(isOrderKey(undefined)).toBe(false)
  expect(isOrderKey(`A${'0'.repeat(26)}`)).toBe(false)
})
