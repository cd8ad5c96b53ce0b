import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createRestTimer } from './rest-timer.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const setUp = () => {
  const run = vi.fn()
  return { run, timer: createRestTimer(250, run, Date.now) }
}

test('runs once when nothing has moved for so long, not before', () => {
  const { run, timer } = setUp()
  timer.moved()
  vi.advanceTimersByTime(200)
  timer.moved()
  vi.advanceTimersByTime(249)
  expect(run).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1)
  expect(run).toHaveBeenCalledTimes(1)
  vi.advanceTimersByTime(5_000)
  expect(run).toHaveBeenCalledTimes(1)
})

test('runs again after it has moved again', () => {
  const { run, timer } = setUp()
  for (const _ of [1, 2]) {
    timer.moved()
    vi.advanceTimersByTime(250)
  }
  expect(run).toHaveBeenCalledTimes(2)
})

test('does not run when it is cancelled', () => {
  const { run, timer } = setUp()
  timer.moved()
  timer.cancel()
  vi.advanceTimersByTime(1_000)
  expect(run).not.toHaveBeenCalled()
})
