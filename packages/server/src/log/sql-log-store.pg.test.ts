import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FreshDatabase, freshPostgresDatabase } from '../storage/testing/fresh-database.ts'
import { historyIndexContract } from './history-index.contract.ts'
import { logStoreContract } from './log-store.contract.ts'
import { type LogHead, type LogStore, OutcomeUnknown, StoreUnavailable } from './log-store.ts'
import { snapshotContract } from './snapshot-repo.contract.ts'
import { batchAfter, type LogStoreHarness, newId, storedRow } from './testing/log-store-harness.ts'
import { sqlStoreHarness } from './testing/sql-store-harness.ts'

const open = async () => sqlStoreHarness(await freshPostgresDatabase())
logStoreContract('PostgreSQL', open)
historyIndexContract('PostgreSQL', open)
snapshotContract('PostgreSQL', open)

let fresh: FreshDatabase
let harness: LogStoreHarness
let store: LogStore
beforeAll(async () => {
  fresh = await freshPostgresDatabase()
  harness = await sqlStoreHarness(fresh)
  store = harness.store
})
afterAll(() => harness.remove())

async function newHead(): Promise<LogHead> {
  const head = await store.readHead(await harness.createCanvas())
  if (head === null) throw new Error('the canvas is gone')
  return head
}

async function versionsOf({ key }: LogHead): Promise<number[]> {
  const rows = await store.readRows({ key, since: 0, limit: 10_000, bytesMax: 1e9 })
  return rows.map((row) => row.version)
}

/** Commits `count` operations one by one against everybody else, as an instance does: read the head, swap, repeat. */
async function writeAgainstOthers(canvas: LogHead, count: number): Promise<number> {
  let lost = 0
  for (let done = 0; done < count; ) {
    const head = await store.readHead(canvas.canvasId)
    if (head === null) throw new Error('the canvas is gone')
    const result = await store.commit(batchAfter(head, { rows: [storedRow(head.version + 1)] }))
    if (result === 'committed') done += 1
    else lost += 1
  }
  return lost
}

test('CM2 eight writers race on one canvas and the versions have no gap', async () => {
  const canvas = await newHead()
  const lost = await Promise.all(Array.from({ length: 8 }, () => writeAgainstOthers(canvas, 25)))
  expect(lost.reduce((a, b) => a + b)).toBeGreaterThan(0)
  expect(await versionsOf(canvas)).toEqual(Array.from({ length: 200 }, (_, i) => i + 1))
  expect(await store.readHead(canvas.canvasId)).toMatchObject({ version: 200, commitNo: 200 })
})

test('CM4 writers that lock the row first all get through, each on the head the one before left', async () => {
  const canvas = await newHead()
  const locked = Array.from({ length: 24 }, () =>
    store.commitLocked(canvas.key, async (head) => {
      // Reading under the lock needs a connection of its own; with all of them waiting for the row nobody would finish.
      const [newest] = await store.readRowsByVersion(canvas.key, [head.version])
      expect(newest?.version ?? 0).toBe(head.version)
      return batchAfter(head, { rows: [storedRow(head.version + 1)] })
    }),
  )
  expect(new Set(await Promise.all(locked))).toEqual(new Set(['committed']))
  expect(await versionsOf(canvas)).toEqual(Array.from({ length: 24 }, (_, i) => i + 1))
})

test('CM6 of writers that bring the same ids on the same head, one commits and nobody leaves a gap', async () => {
  const canvas = await newHead()
  const id = storedRow(1).id
  const results = await Promise.all(
    Array.from({ length: 8 }, () => store.commit(batchAfter(canvas, { rows: [storedRow(1, { id })] }))),
  )
  expect(results.filter((result) => result === 'committed')).toHaveLength(1)
  expect(await versionsOf(canvas)).toEqual([1])
})

test('CM5 a commit that waited for the row while rights were taken away writes nothing', async () => {
  const canvas = await newHead()
  const [other, watcher] = [
    new Client({ connectionString: fresh.url }),
    new Client({ connectionString: fresh.url }),
  ]
  await Promise.all([other.connect(), watcher.connect()])
  await other.query('begin')
  await other.query('update canvases set access_no = access_no + 1 where key = $1', [canvas.key])
  const waiting = store.commit(batchAfter(canvas, { rows: [storedRow(1)] }))
  let blocked = 0
  while (blocked === 0) blocked = (await watcher.query(lockWaiters)).rowCount ?? 0
  await other.query('commit')
  expect(await waiting).toBe('lost')
  expect(await versionsOf(canvas)).toEqual([])
  await Promise.all([other.end(), watcher.end()])
})

const lockWaiters = `select pid from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`

test('CM9 a commit whose connection is lost has an unknown outcome; other writes are merely unavailable', async () => {
  const canvas = await newHead()
  const row = storedRow(1)
  const [other, watcher] = [
    new Client({ connectionString: fresh.url }),
    new Client({ connectionString: fresh.url }),
  ]
  await Promise.all([other.connect(), watcher.connect()])
  await other.query('begin')
  await other.query('select 1 from canvases where key = $1 for update', [canvas.key])
  await other.query('lock table snapshots')
  const table = { start: 0, ids: [], lengths: new Uint32Array(0), digests: new Uint8Array(0) }
  const snapshot = { version: 1, reducer: 1, stateHash: row.hash, text: '', table, createdAtMs: 0 }
  const failures = Promise.allSettled([
    store.commit(batchAfter(canvas, { rows: [row] })),
    store.writeSnapshot(canvas.key, snapshot),
  ])
  // One that is being ended may be seen a second time.
  const ended = new Set<number>()
  while (ended.size < 2) {
    const { rows } = await watcher.query<{ pid: number }>(
      lockWaiters.replace('pid', 'pid, pg_terminate_backend(pid)'),
    )
    for (const { pid } of rows) ended.add(pid)
  }
  expect(await failures).toMatchObject([
    { reason: expect.any(OutcomeUnknown) },
    { reason: expect.any(StoreUnavailable) },
  ])
  await other.query('rollback')
  expect(await store.commit(batchAfter(canvas, { rows: [row] }))).toBe('committed')
  await Promise.all([other.end(), watcher.end()])
})

test('SN4 indexers that race count every operation once', async () => {
  const canvas = await newHead()
  const userId = newId<Parameters<typeof store.history.userRows>[0]['userId']>()
  const rows = Array.from({ length: 300 }, (_, i) =>
    storedRow(i + 1, { userId, shapes: [`shape-000${i % 7}`] }),
  )
  await store.commit(batchAfter(canvas, { rows }))
  const reached = await Promise.all(
    [300, 100, 300, 200, 300].map((upTo) => store.history.advance(canvas.key, upTo)),
  )
  expect(Math.max(...reached)).toBe(300)
  const counted = await fresh.db.kysely
    .selectFrom('activity')
    .select(({ fn }) => fn.sum<string>('count').as('count'))
    .where('user_id', '=', userId)
    .executeTakeFirstOrThrow()
  expect(Number(counted.count)).toBe(300)
})
