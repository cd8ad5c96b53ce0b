import { describe, expect, test } from 'vitest'
import { createBackgroundWork } from './background-work.ts'
import type { Clock } from './clock.ts'

/** A clock whose timers go off by hand. */
function handClock(): Clock & { readonly timers: (() => void)[] } {
  const timers: (() => void)[] = []
  return {
    timers,
    now: () => 0,
    after(_delayMs, callback) {
      timers.push(callback)
      return () => void timers.splice(timers.indexOf(callback), 1)
    },
  }
}

describe('work in the background', () => {
  test('a failure is logged and stops nothing', async () => {
    const clock = handClock()
    const warned: unknown[] = []
    const background = createBackgroundWork(clock, { warn: (fields: unknown) => warned.push(fields) })
    const failure = new Error('no')
    expect(background.start(() => Promise.reject(failure))).toBe(true)
    await background.finish(1_000)
    expect(warned).toEqual([{ err: failure }])
    expect(clock.timers).toEqual([])
  })

  test('it is bounded, and ending waits for it so long and no longer', async () => {
    const clock = handClock()
    const background = createBackgroundWork(clock, { warn: () => {} })
    const ends: (() => void)[] = []
    const work = () => new Promise<void>((resolve) => ends.push(resolve))
    const started = Array.from({ length: 65 }, () => background.start(work))
    expect(started.filter(Boolean)).toHaveLength(64)
    const order: string[] = []
    const late = background.finish(1_000).then(() => order.push('late'))
    for (const goOff of clock.timers.slice()) goOff()
    await late
    const done = background.finish(1_000).then(() => order.push('done'))
    order.push('ended')
    for (const end of ends) end()
    await done
    expect(order).toEqual(['late', 'ended', 'done'])
    expect(background.start(async () => {})).toBe(true)
  })
})
