import { describe, expect, test } from 'vitest'
import { createQuietWork } from './quiet-work.ts'

function setUp(pieces: number, pieceMs = 0) {
  let clockMs = 0
  let done = 0
  let idleMoments = 0
  let next: { atMs: number; run: () => void } | null = null
  const arm = (ms: number, run: () => void) => {
    const step = { atMs: clockMs + ms, run }
    next = step
    return () => {
      if (next === step) next = null
    }
  }
  const quietWork = createQuietWork({
    work() {
      done += 1
      clockMs += pieceMs
      return done < pieces
    },
    now: () => clockMs,
    after: arm,
    whenIdle(run) {
      idleMoments += 1
      return arm(0, run)
    },
  })
  const pass = (ms: number) => {
    const untilMs = clockMs + ms
    while (next !== null && next.atMs <= untilMs) {
      const { atMs, run } = next
      next = null
      clockMs = atMs
      run()
    }
    clockMs = untilMs
  }
  return { quietWork, pass, done: () => done, idleMoments: () => idleMoments }
}

describe('quiet work', () => {
  test('waits for quiet, then goes on until it is done', () => {
    const { quietWork, pass, done } = setUp(3)
    quietWork.plan(100)
    pass(80)
    quietWork.plan(100)
    pass(80)
    expect(done()).toBe(0)
    pass(20)
    expect(done()).toBe(3)
  })

  test('does as many pieces in an idle moment as there is time for', () => {
    const { quietWork, pass, done, idleMoments } = setUp(7, 4)
    quietWork.plan(100)
    pass(200)
    expect(done()).toBe(7)
    expect(idleMoments()).toBe(3)
  })

  test('stops between two pieces while something happens', () => {
    const { quietWork, pass, done } = setUp(1)
    quietWork.plan(100)
    quietWork.disturb(300)
    pass(299)
    expect(done()).toBe(0)
    pass(1)
    expect(done()).toBe(1)
  })

  test('does not wait for ever', () => {
    const { quietWork, pass, done } = setUp(1)
    const disturbFor = (ms: number): void => {
      for (let i = 0; i < ms / 250 && done() === 0; i++) {
        quietWork.plan(500)
        pass(250)
      }
    }
    disturbFor(59_000)
    expect(done()).toBe(0)
    disturbFor(2_000)
    expect(done()).toBe(1)
  })

  test('what is called off is not done', () => {
    const { quietWork, pass, done } = setUp(1)
    quietWork.plan(10)
    quietWork.cancel()
    pass(1_000)
    expect(done()).toBe(0)
  })
})
