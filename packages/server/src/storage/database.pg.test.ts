import { tmpdir } from 'node:os'
import { Client } from 'pg'
import { expect, test } from 'vitest'
import { systemClock } from '../clock.ts'
import { OutcomeUnknown, StoreUnavailable } from '../log/log-store.ts'
import { databaseContract } from './database.contract.ts'
import { openDatabase } from './database.ts'
import { freshPostgresDatabase } from './testing/fresh-database.ts'

databaseContract('PostgreSQL', freshPostgresDatabase)

test('CM8 a server that is not there is unavailable, with one clear line', async () => {
  const opening = openDatabase({
    databaseUrl: 'postgres://nobody@127.0.0.1:1/nothing',
    dataDir: tmpdir(),
    clock: systemClock,
    onFatal: () => {},
  })
  await expect(opening).rejects.toThrow(StoreUnavailable)
  await expect(opening).rejects.toThrow(/^the database is not available: .*ECONNREFUSED/)
})

test('CM9 a connection lost under a write leaves its outcome unknown, under a read it is unavailable', async () => {
  const { db, url, remove } = await freshPostgresDatabase()
  const [other, killer] = [new Client({ connectionString: url }), new Client({ connectionString: url })]
  await Promise.all([other.connect(), killer.connect()])
  await other.query('begin; lock table audit in access exclusive mode')
  const write = db.hot({ name: 'test-write', text: `insert into audit (action) values ('test')` }, [])
  const read = db.hot({ name: 'test-read', text: 'select 1 from audit' }, [])
  const failures = Promise.allSettled([write, read])
  let ended = 0
  while (ended < 2) {
    const { rowCount } = await killer.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
    )
    ended += rowCount ?? 0
  }
  const [lostWrite, lostRead] = await failures
  expect(lostWrite).toMatchObject({ status: 'rejected', reason: expect.any(OutcomeUnknown) })
  expect(lostRead).toMatchObject({ status: 'rejected', reason: expect.any(StoreUnavailable) })
  await other.query('rollback')
  await Promise.all([other.end(), killer.end()])
  expect(await db.hot({ name: 'test-alive', text: 'select count(*) as n from audit' }, [])).toEqual([
    { n: 0 },
  ])
  await remove()
})

test('instances that start together migrate an empty database once', async () => {
  const { db, url, remove } = await freshPostgresDatabase()
  await db.kysely.schema.dropTable('store').execute()
  const client = new Client({ connectionString: url })
  await client.connect()
  await client.query('drop schema public cascade; create schema public')
  await client.end()
  const config = { dataDir: tmpdir(), clock: systemClock, onFatal: () => {} }
  const opened = await Promise.all(
    [1, 2, 3].map(() => openDatabase({ ...config, ...(url === undefined ? {} : { databaseUrl: url }) })),
  )
  expect(new Set(opened.map((one) => one.epoch)).size).toBe(1)
  for (const one of opened) await one.close()
  await remove()
})
