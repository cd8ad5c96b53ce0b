import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { whenHandsRest } from './when-hands-rest.ts'

beforeEach(() => {
  vi.stubGlobal('window', new EventTarget())
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

function workOf(pieces: number) {
  let done = 0
  const cancel = whenHandsRest(() => {
    done += 1
    return done < pieces
  })
  return { done: () => done, cancel }
}

test('CL5 long work waits until nothing is moved any more', () => {
  const { done } = workOf(2)
  for (let turn = 0; turn < 20; turn++) {
    vi.advanceTimersByTime(100)
    window.dispatchEvent(new Event(turn % 2 === 0 ? 'pointermove' : 'wheel'))
  }
  expect(done()).toBe(0)
  vi.advanceTimersByTime(5_000)
  expect(done()).toBe(2)
})

test('CL5 who never rests gets it done after a minute', () => {
  const { done } = workOf(1)
  for (let turn = 0; turn < 700; turn++) {
    vi.advanceTimersByTime(100)
    window.dispatchEvent(new Event('keydown'))
  }
  expect(done()).toBe(1)
})

test('CL5 what is called off is not done', () => {
  const { done, cancel } = workOf(2)
  cancel()
  vi.advanceTimersByTime(70_000)
  expect(done()).toBe(0)
})
