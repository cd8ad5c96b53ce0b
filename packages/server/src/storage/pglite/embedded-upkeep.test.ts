import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Clock } from '../../clock.ts'
import { type FreshDatabase, freshEmbeddedDatabase } from '../testing/fresh-database.ts'
import { keepInShape } from './embedded-upkeep.ts'

let fresh: FreshDatabase
beforeAll(async () => {
  fresh = await freshEmbeddedDatabase()
})
afterAll(() => fresh.remove())

/** Timers that ring when the test says so. */
function manualClock() {
  const timers = new Map<number, () => void>()
  const clock: Clock = {
    now: () => 0,
    after(delayMs, callback) {
      timers.set(delayMs, callback)
      return () => timers.delete(delayMs)
    },
  }
  return {
    clock,
    delays: () => [...timers.keys()],
    ring(delayMs: number) {
      const callback = timers.get(delayMs)
      timers.delete(delayMs)
      callback?.()
    },
  }
}

async function until<T extends object>(text: string, holds: (row: T) => boolean): Promise<void> {
  while (true) {
    const [row] = await fresh.db.hot<T>({ name: '', text }, [])
    if (row !== undefined && holds(row)) return
  }
}

test('the embedded database gets the vacuum and the checkpoints that no process of its own makes', async () => {
  const { clock, delays, ring } = manualClock()
  const stop = keepInShape(fresh.db, clock, 1)
  expect(delays()).toEqual([5_000, 60_000])
  const position = 'select redo_lsn::text as at from pg_control_checkpoint()'
  const [before] = await fresh.db.hot<{ at: string }>({ name: '', text: position }, [])
  ring(5_000)
  await until<{ at: string }>(position, (row) => row.at !== before?.at)
  ring(60_000)
  await until<{ n: number }>(
    `select count(*) as n from pg_stat_user_tables where relname in ('users', 'operations') and vacuum_count = 1
       and analyze_count = 1`,
    (row) => row.n === 2,
  )
  stop()
})

test('upkeep that was stopped rings no more', () => {
  const { clock, delays } = manualClock()
  const stop = keepInShape(fresh.db, clock)
  stop()
  expect(delays()).toEqual([])
})
