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
  expect(backoffDelayMs(1, 0.999_999)).toBe(1_000)
  expect(backoffDelayMs(3, 0.999_999)).toBe(4_000)
})
