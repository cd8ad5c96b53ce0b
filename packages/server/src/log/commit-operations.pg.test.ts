import type { CanvasId, OperationId, UserId } from '@flowstate/engine'
import { replay, stateHash, toHex, verifyRows } from '@flowstate/engine'
import { defaultWireLimits } from '@flowstate/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemClock } from '../clock.ts'
import { openDatabase } from '../storage/database.ts'
import { type FreshDatabase, freshPostgresDatabase } from '../storage/testing/fresh-database.ts'
import type { CanvasLogs } from './canvas-log.ts'
import { createCanvasLogs } from './canvas-logs.ts'
import type { LogStore } from './log-store.ts'
import { sqlLogStore } from './sql-log-store.ts'
import {
  author,
  createRectangle,
  moveTo,
  newId,
  newShapeId,
  sequencedClient,
  sha1,
  sha256,
} from './testing/log-harness.ts'
import { digest, type LogStoreHarness } from './testing/log-store-harness.ts'
import { sqlStoreHarness } from './testing/sql-store-harness.ts'

const committers = 64
const operationsEach = 12

let fresh: FreshDatabase
let harness: LogStoreHarness
let second: Awaited<ReturnType<typeof openDatabase>>
const revoked = new Set<UserId>()

beforeAll(async () => {
  fresh = await freshPostgresDatabase()
  harness = await sqlStoreHarness(fresh)
  const { url } = fresh
  if (url === undefined) throw new Error('a PostgreSQL database has a URL')
  second = await openDatabase({
    databaseUrl: url,
    dataDir: '.',
    clock: systemClock,
    onFatal: (error: Error) => {
      throw error
    },
  })
})
afterAll(async () => {
  await second.close()
  await harness.remove()
})

function instanceOver(store: LogStore): CanvasLogs {
  return createCanvasLogs({
    store,
    clock: systemClock,
    access: {
      async readRole(canvasId, { userId }) {
        const accessNo = (await store.readHead(canvasId))?.accessNo ?? 0
        return { role: revoked.has(userId) ? null : 'editor', accessNo }
      },
    },
    bus: { publish: () => undefined, subscribe: () => () => undefined, close: async () => undefined },
    sha256,
    sha1,
    randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
    limits: defaultWireLimits,
  })
}

async function readLog(logs: CanvasLogs, canvasId: CanvasId) {
  const log = await logs.open(canvasId)
  if (log === null) throw new Error('no canvas')
  await log.refresh()
  const rows = []
  for (;;) {
    const page = await log.readRows(rows.length)
    if (page.length === 0) return { log, rows: rows.map((row) => row.operation) }
    rows.push(...page)
  }
}

test('CM2 CM4 CM5 CM8 64 committers through two instances on two pools, with refusals and a revocation in flight', async () => {
  const canvasId = await harness.createCanvas()
  const instances = [instanceOver(harness.store), instanceOver(sqlLogStore(second))]
  const people = Array.from({ length: committers }, () => author())
  const outcomes = await Promise.all(
    people.map(async (person, i) => {
      const logs = instances[i % 2] as CanvasLogs
      const client = sequencedClient()
      const shape = newShapeId()
      const own = []
      for (let n = 0; n < operationsEach; n++) {
        const known = n === 0 ? createRectangle(shape) : moveTo(shape, n)
        const change = n % 4 === 3 ? moveTo(newShapeId(), n) : known
        const { proposal } = client.operation([change])
        own.push(await logs.commit(canvasId, person, { name: 'operation', proposal }))
        if (i === 0 && n === operationsEach / 2) {
          for (const loser of people.slice(-8)) revoked.add(loser.userId)
          await harness.raiseAccessNo(canvasId)
        }
      }
      return own
    }),
  )
  const [a, b] = await Promise.all(instances.map((logs) => readLog(logs, canvasId)))
  if (a === undefined || b === undefined) throw new Error('no log')
  expect(a.rows.map((row) => row.version)).toEqual(a.rows.map((_, i) => i + 1))
  expect(new Set(a.rows.map((row) => row.id)).size).toBe(a.rows.length)
  const truth = toHex(stateHash(replay(a.rows), sha256))
  expect(toHex(stateHash(a.log.state, sha256))).toBe(truth)
  expect(toHex(stateHash(b.log.state, sha256))).toBe(truth)
  expect(a.log.head.hash).toEqual(b.log.head.hash)
  const committed = outcomes.flat().filter((outcome) => outcome.kind === 'committed')
  expect(committed.length).toBe(a.rows.length)
  for (const own of outcomes.slice(0, -8)) {
    const kinds = own.map((outcome) => (outcome.kind === 'refused' ? outcome.code : outcome.kind))
    const expected = kinds.map((_, n) => (n % 4 === 3 ? 'unknown_shape' : 'committed'))
    expect(kinds).toEqual(expected)
  }
  for (const own of outcomes.slice(-8)) {
    const codes = own.map((outcome) => (outcome.kind === 'refused' ? outcome.code : outcome.kind))
    const lostAt = codes.indexOf('not_found')
    expect(codes.slice(lostAt).every((code) => lostAt < 0 || code === 'not_found')).toBe(true)
  }
  // The store's harness gives its canvases a head hash of its own.
  const start = { version: 0, hash: digest(canvasId) }
  expect(verifyRows(a.rows, start, sha256).ok).toBe(true)
})

test('CM6 the same operation through both instances at once is one row', async () => {
  const canvasId = await harness.createCanvas()
  const instances = [instanceOver(harness.store), instanceOver(sqlLogStore(second))]
  const person = author()
  const proposals = Array.from({ length: 50 }, () => ({
    id: newId<OperationId>(),
    changes: [createRectangle(newShapeId())],
  }))
  const outcomes = await Promise.all(
    proposals.flatMap((proposal) =>
      instances.map((logs) => logs.commit(canvasId, person, { name: 'operation', proposal })),
    ),
  )
  expect(outcomes.every((outcome) => outcome.kind === 'committed')).toBe(true)
  expect(outcomes.filter((outcome) => outcome.duplicate).length).toBe(50)
  const { rows } = await readLog(instances[0] as CanvasLogs, canvasId)
  expect(rows.length).toBe(50)
})
