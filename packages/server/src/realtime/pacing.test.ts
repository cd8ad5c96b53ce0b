import { defaultWireLimits } from '@flowstate/protocol'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chooseCatchUp } from './catch-up.ts'
import { isTooSlow, maySend } from './outgoing-queue.ts'
import { fullBucket, takeToken, tokenDelayMs } from './rate-bucket.ts'
import { areGesturesDue, neverSpoken, tickDelayMs } from './tick-schedule.ts'

const limits = defaultWireLimits

describe('back-pressure', () => {
  test('SY6 over 256 KB gestures are dropped, over 1 MiB operations pause', () => {
    expect(maySend('ephemeral', 256 * 1_024, limits)).toBe(true)
    expect(maySend('ephemeral', 256 * 1_024 + 1, limits)).toBe(false)
    expect(maySend('operations', 1_048_576, limits)).toBe(true)
    expect(maySend('operations', 1_048_577, limits)).toBe(false)
  })

  test('SY6 10 s of lag or 4 MiB is too slow; sync bytes do not count, 30 s without progress do', () => {
    expect(isTooSlow({ phase: 'live', bufferedBytes: 4 * 1_048_576 }, 0, limits)).toBe(false)
    expect(isTooSlow({ phase: 'live', bufferedBytes: 4 * 1_048_576 + 1 }, 0, limits)).toBe(true)
    expect(isTooSlow({ phase: 'behind', bufferedBytes: 0, sinceMs: 0 }, 10_000, limits)).toBe(false)
    expect(isTooSlow({ phase: 'behind', bufferedBytes: 0, sinceMs: 0 }, 10_001, limits)).toBe(true)
    expect(isTooSlow({ phase: 'syncing', progressAtMs: 0 }, 30_000, limits)).toBe(false)
    expect(isTooSlow({ phase: 'syncing', progressAtMs: 0 }, 30_001, limits)).toBe(true)
    expect(isTooSlow({ phase: 'joining' }, 1e9, limits)).toBe(false)
  })
})

describe('rates', () => {
  test('CM8 a bucket lets the burst through, then the rate, whatever the pace of asking', () => {
    const rate = { perSecond: 60, burst: 200 }
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 500 }), (gapsMs) => {
        let nowMs = 0
        let taken = 0
        let bucket = fullBucket(rate, nowMs)
        for (const gapMs of gapsMs) {
          nowMs += gapMs
          const left = takeToken(bucket, rate, nowMs)
          if (left) {
            bucket = left
            taken++
          } else {
            const due = nowMs + tokenDelayMs(bucket, rate, nowMs)
            expect(takeToken(bucket, rate, due + 1)).not.toBeNull()
          }
          expect(taken).toBeLessThanOrEqual(rate.burst + (nowMs / 1_000) * rate.perSecond)
        }
      }),
    )
  })

  test('a clock that goes back gives no tokens', () => {
    const rate = { perSecond: 1, burst: 1 }
    const empty = takeToken(fullBucket(rate, 1_000), rate, 1_000)
    expect(empty && takeToken(empty, rate, 0)).toBeNull()
  })
})

describe('ticks', () => {
  const both = { operations: true, gestures: true }
  const listeners = (sessionCount: number, gatherMs = 0) => ({ sessionCount, gatherMs })

  test('SY7 where everybody would gather what comes close after it, operations wait so long', () => {
    const last = { operationsAtMs: 100, gesturesAtMs: 100 }
    const operations = { operations: true, gestures: false }
    expect(tickDelayMs(last, operations, listeners(2, 16), 101)).toBe(15)
    expect(tickDelayMs(last, operations, listeners(2, 16), 116)).toBe(0)
    expect(tickDelayMs(last, operations, listeners(2, 0), 101)).toBe(0)
    expect(tickDelayMs(neverSpoken, operations, listeners(2, 16), 101)).toBe(0)
  })

  test('SY7 an idle room speaks at once', () => {
    expect(tickDelayMs(neverSpoken, both, listeners(1_000), 0)).toBe(0)
    expect(tickDelayMs(neverSpoken, { operations: false, gestures: false }, listeners(1_000), 0)).toBeNull()
  })

  test('SY7 under load operations wait up to 4 ms in large rooms and not at all in small ones', () => {
    const last = { operationsAtMs: 100, gesturesAtMs: 100 }
    const operations = { operations: true, gestures: false }
    expect(tickDelayMs(last, operations, listeners(10), 100)).toBe(0)
    expect(tickDelayMs(last, operations, listeners(200), 100)).toBe(6)
    expect(tickDelayMs(last, operations, listeners(5_000), 101)).toBe(5)
  })

  test('SY7 gestures wait for one tick for the whole room', () => {
    const last = { operationsAtMs: 0, gesturesAtMs: 100 }
    expect(tickDelayMs(last, { operations: false, gestures: true }, listeners(100), 104)).toBe(12)
    expect(tickDelayMs(last, { operations: false, gestures: true }, listeners(500), 104)).toBe(29)
    expect(areGesturesDue(last, listeners(100), 115)).toBe(false)
    expect(areGesturesDue(last, listeners(100), 116)).toBe(true)
  })

  test('a clock that goes back delays nothing by more than a window', () => {
    const last = { operationsAtMs: 1e9, gesturesAtMs: 1e9 }
    expect(tickDelayMs(last, both, listeners(500), 0)).toBeLessThanOrEqual(33)
  })
})

describe('catching up', () => {
  const facts = { headVersion: 100, epoch: 'e', hashOfSince: 'h', missedBytes: 10, stateBytes: 20 }
  const request = { since: 90, hash: 'h', epoch: 'e' }

  test('SY3 operations, unless the state is smaller', () => {
    expect(chooseCatchUp(request, facts)).toBe('operations')
    expect(chooseCatchUp({ ...request, hash: null, epoch: null }, facts)).toBe('operations')
    expect(chooseCatchUp(request, { ...facts, missedBytes: 21 })).toBe('state')
  })

  test('SY3 state when the client has nothing, is ahead, or has another past', () => {
    expect(chooseCatchUp({ ...request, since: 0 }, facts)).toBe('state')
    expect(chooseCatchUp({ ...request, since: 101 }, facts)).toBe('state')
    expect(chooseCatchUp({ ...request, hash: 'x' }, facts)).toBe('state')
    expect(chooseCatchUp(request, { ...facts, hashOfSince: null })).toBe('state')
    expect(chooseCatchUp({ ...request, epoch: 'x' }, facts)).toBe('state')
  })
})
