import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Pool } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemClock } from '../../clock.ts'
import { OutcomeUnknown, StoreUnavailable } from '../../log/log-store.ts'
import { DataDirLocked } from '../data-dir-lock.ts'
import { openDatabase } from '../database.ts'
import { embeddedPool } from '../postgres/postgres-pool.ts'
import { type EmbeddedDatabase, openEmbeddedDatabase } from './embedded-database.ts'

const directory = mkdtempSync(join(tmpdir(), 'flowstate-embedded-'))
afterAll(() => rmSync(directory, { recursive: true, force: true }))

function rethrow(error: Error): never {
  throw error
}

async function withPool(work: (pool: Pool, embedded: EmbeddedDatabase) => Promise<void>): Promise<void> {
  const embedded = await openEmbeddedDatabase({ directory, onFatal: rethrow })
  const pool = embeddedPool(() => embedded.createStream())
  await work(pool, embedded)
  await pool.end()
  await embedded.close()
}

beforeAll(async () => {
  // What a first start leaves behind that was cut short: it counts for nothing.
  mkdirSync(join(directory, 'database.unfinished'))
  writeFileSync(join(directory, 'database.unfinished', 'PG_VERSION'), 'half')
  await withPool(async (pool) => {
    await pool.query('create table entries (n integer)')
  })
})

test('CM3 every commit is synced to disk once before it is answered, and a read is not', async () => {
  await withPool(async (pool, embedded) => {
    const insert = { name: 'insert', text: 'insert into entries values ($1)' }
    await pool.query({ ...insert, values: [0] })
    const synced: number[] = []
    let before = embedded.syncCount()
    for (let n = 1; n <= 100; n++) {
      await pool.query({ ...insert, values: [n] })
      synced.push(embedded.syncCount() - before)
      before = embedded.syncCount()
    }
    expect(synced).toEqual(Array.from({ length: 100 }, () => 1))
    for (let n = 0; n < 10; n++) await pool.query('select count(*) from entries')
    await pool.query('begin')
    await pool.query('insert into entries values (101)')
    expect(embedded.syncCount()).toBe(before)
    await pool.query('commit')
    expect(embedded.syncCount()).toBe(before + 1)
  })
})

test('what was committed is there after a restart', async () => {
  await withPool(async (pool) => {
    expect((await pool.query('select count(*) as n, sum(n) as sum from entries')).rows).toEqual([
      { n: 102, sum: 5151 },
    ])
  })
})

test('a new client finds nothing of the session before it', async () => {
  const embedded = await openEmbeddedDatabase({ directory, onFatal: rethrow })
  const first = embeddedPool(() => embedded.createStream())
  const client = await first.connect()
  await client.query({ name: 'same', text: 'select 1 as n' })
  await client.query('begin')
  await client.query('create table unfinished (n integer)')
  client.release(true)
  await first.end()
  const second = embeddedPool(() => embedded.createStream())
  expect((await second.query({ name: 'same', text: 'select 2 as n' })).rows).toEqual([{ n: 2 }])
  expect((await second.query(`select to_regclass('unfinished') as table`)).rows).toEqual([{ table: null }])
  await second.end()
  await embedded.close()
})

test('an answer larger than one message arrives whole', async () => {
  await withPool(async (pool) => {
    const { rows } = await pool.query(
      `select n, repeat('x', 1000) as text from generate_series(1, 5000) as n`,
    )
    expect(rows).toHaveLength(5000)
    expect(rows.every((row, i) => row.n === i + 1 && row.text.length === 1000)).toBe(true)
  })
})

test('a second opening of the data directory is refused, and the first goes on', async () => {
  const config = { dataDir: directory, clock: systemClock, onFatal: rethrow }
  const db = await openDatabase(config)
  await expect(openDatabase(config)).rejects.toThrow(DataDirLocked)
  expect(await db.kysely.selectFrom('users').selectAll().execute()).toEqual([])
  await db.close()
})

test('CM9 after a panic nothing is acknowledged, everybody is told at once, and the log opens whole', async () => {
  const fatal: string[] = []
  const onFatal = (error: Error) => fatal.push(error.message)
  const db = await openDatabase({ dataDir: directory, clock: systemClock, onFatal })
  const insert = { name: 'insert', text: 'insert into entries values ($1)' }
  await db.hot(insert, [1000])
  // The log loses its directory: the next segment cannot be made.
  renameSync(join(directory, 'database/pg_wal'), join(directory, 'aside'))
  await db.hot({ name: '', text: 'select pg_switch_wal()' }, [])
  await expect(db.hot(insert, [1001])).rejects.toThrow(OutcomeUnknown)
  await expect(db.hot(insert, [1002])).rejects.toThrow(StoreUnavailable)
  expect(fatal).toEqual([expect.stringContaining('the embedded database stopped: it panicked')])
  await db.close()
  renameSync(join(directory, 'aside'), join(directory, 'database/pg_wal'))
  await withPool(async (pool) => {
    const { rows } = await pool.query('select n from entries where n >= 1000 and n <> 1001')
    expect(rows).toEqual([{ n: 1000 }])
  })
})

test('a directory that holds no database fails to open with one line', async () => {
  const broken = join(directory, 'broken')
  mkdirSync(join(broken, 'database'), { recursive: true })
  writeFileSync(join(broken, 'database', 'PG_VERSION'), '18')
  const opening = openEmbeddedDatabase({ directory: broken, onFatal: rethrow })
  await expect(opening).rejects.toThrow(/^the embedded database stopped: /)
})
