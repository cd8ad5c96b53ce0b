import { expect, test } from 'vitest'
import { createStopSignals } from './stop-signals.ts'

test('SY9 signals within a second are one request to stop; a later one means it', () => {
  let nowMs = 5_000
  const signal = createStopSignals({ now: () => nowMs })
  expect(signal()).toBe('finish')
  expect(signal()).toBe('ignore')
  nowMs += 999
  expect(signal()).toBe('ignore')
  nowMs += 1
  expect(signal()).toBe('end_now')
})
