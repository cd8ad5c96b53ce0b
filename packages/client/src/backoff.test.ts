import fc from 'fast-check'
import { expect, test } from 'vitest'
import { backoffDelayMs } from './backoff.ts'

test('SY5 delays stay between 0.5 s and 30 s, and the bound doubles', () => {
  fc.assert(
    fc.property(fc.nat(1_000), fc.double({ min: 0, max: 0.999_999, noNaN: true }), (attempt, random) => {
      const delayMs = backoffDelayMs(attempt, random)
      expect(delayMs).toBeGreaterThanOrEqual(500)
      expect(delayMs).toBeLessThanOrEqual(30_000)
    }),
  )
  expect(backoffDelayMs(0, 0.999_999)).toBe(1_000)
  expect(backoffDelayMs(2, 0.999_999)).toBe(4_000)
})

test('SY5 those whom one restart sent away do not all come back at one moment', () => {
  const delaysMs = [0, 0.25, 0.5, 0.75].map((random) => backoffDelayMs(0, random))
  expect(new Set(delaysMs).size).toBe(4)
})
