import { createHash, randomUUID } from 'node:crypto'
import { RestError } from '@flowstate/client'
import { type CanvasId, type CommittedOperation, stateHash, toHex } from '@flowstate/engine'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ServerProcess, startServer } from '../support/server-process.ts'
import {
  newShapeId,
  newUuid,
  openLive,
  until,
  type Visitor,
  visitAsGuest,
  visitByLink,
} from './board-visitor.ts'

const liveCommitters = 32
const restCommitters = 32
const operationsEach = 12
/** Every committer also sends one operation that the rules refuse, in the middle of its own. */
const refusedAt = 5

const cluster = process.env.FLOWSTATE_TEST_POSTGRES_URL ?? ''
const name = `test_${randomUUID().replaceAll('-', '')}`
const admin = new Client({ connectionString: cluster })
const servers: ServerProcess[] = []

beforeAll(async () => {
  await admin.connect()
  await admin.query(`create database ${name}`)
  const env = {
    DATABASE_URL: new URL(`/${name}`, cluster).href,
    LIMIT_REST_REQUESTS_PER_MINUTE: '1000000',
    LIMIT_LOGINS_PER_MINUTE: '1000000',
    LIMIT_SOCKETS_PER_USER_AND_CANVAS_MAX: '100',
  }
  for (let i = 0; i < 2; i++) servers.push(await startServer({ env }))
})

afterAll(async () => {
  for (const server of servers) await server.stop()
  await admin.query(`drop database ${name} with (force)`)
  await admin.end()
})

const at = (i: number): string => (servers[i % servers.length] as ServerProcess).url

async function commitByRest(visitor: Visitor, canvasId: CanvasId): Promise<void> {
  const clientId = newUuid()
  const shapeId = newShapeId()
  for (let seq = 1; seq <= operationsEach; seq++) {
    const changes =
      seq === 1
        ? [{ kind: 'create', shape: { id: shapeId, kind: 'ellipse', position: [0, 0], size: [5, 5] } }]
        : seq === refusedAt
          ? [{ kind: 'update', id: newShapeId(), set: { opacity: 0.5 } }]
          : [{ kind: 'update', id: shapeId, set: { position: [seq, seq] } }]
    const body = { id: newUuid(), clientId, seq, changes }
    const committed = visitor.rest.post(`/canvases/${canvasId}/operations`, body)
    if (seq === refusedAt) {
      const refusal = await committed.catch((error: unknown) => error)
      expect(refusal).toBeInstanceOf(RestError)
      expect((refusal as RestError).problem?.code).toBe('unknown_shape')
    } else await committed
  }
}

async function readLog(visitor: Visitor, canvasId: CanvasId): Promise<CommittedOperation[]> {
  const rows: CommittedOperation[] = []
  for (;;) {
    const page = await visitor.rest.get<{ items: CommittedOperation[] }>(
      `/canvases/${canvasId}/operations?since=${rows.length}&limit=1000`,
    )
    if (page.items.length === 0) return rows
    rows.push(...page.items)
  }
}

test('CM2 CM4 64 committers on one canvas through two server processes: no gap, no duplicate, one state', async () => {
  const owner = await visitAsGuest(at(0), 'Owner')
  const { id: canvasId } = await owner.rest.post<{ id: CanvasId }>(
    `/workspaces/${owner.signedIn.workspaceId}/canvases`,
    { name: 'Crowded' },
  )
  const { token } = await owner.rest.post<{ token: string }>(`/canvases/${canvasId}/shares`, {
    scope: 'edit',
  })

  const live = await Promise.all(
    Array.from({ length: liveCommitters }, async (_, i) =>
      openLive(await visitByLink(at(i), token, `Live ${i}`), canvasId),
    ),
  )
  await Promise.all(live.map((client) => until(client, () => client.status().connection.name === 'live')))
  const visitors = await Promise.all(
    Array.from({ length: restCommitters }, (_, i) => visitByLink(at(i), token, `Rest ${i}`)),
  )

  const drawn = live.map(async (client) => {
    const id = newShapeId()
    for (let n = 1; n <= operationsEach; n++) {
      const dispatched = client.dispatch([
        n === 1
          ? { kind: 'create', shape: { id, kind: 'rectangle', position: [0, 0], size: [5, 5] } }
          : { kind: 'update', id, set: { position: [n, 0] } },
      ])
      expect(dispatched.ok).toBe(true)
    }
    await client.whenSaved()
  })
  await Promise.all([...drawn, ...visitors.map((visitor) => commitByRest(visitor, canvasId))])

  const expected = liveCommitters * operationsEach + restCommitters * (operationsEach - 1)
  const log = await readLog(owner, canvasId)
  expect(log.map((row) => row.version)).toEqual(Array.from({ length: expected }, (_, i) => i + 1))
  expect(new Set(log.map((row) => row.id)).size).toBe(expected)

  await Promise.all(live.map((client) => until(client, () => client.version() === expected)))
  const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest()
  const hashes = new Set(live.map((client) => toHex(stateHash(client.view(), sha256))))
  for (const visitor of visitors.slice(0, 2)) {
    const state = await visitor.rest.get<{ stateHash: string; version: number }>(
      `/canvases/${canvasId}/state`,
    )
    expect(state.version).toBe(expected)
    hashes.add(state.stateHash)
    expect(await visitor.rest.get<{ ok: boolean }>(`/canvases/${canvasId}/verify`)).toMatchObject({
      ok: true,
    })
  }
  expect(hashes.size).toBe(1)
  expect(live.flatMap((client) => client.status().failed)).toEqual([])
  await Promise.all(live.map((client) => client.close()))
})
