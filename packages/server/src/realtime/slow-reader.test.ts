import { afterEach, expect, test } from 'vitest'
import { systemClock } from '../clock.ts'
import { newId, newShapeId } from '../log/testing/log-harness.ts'
import { type RealtimeHarness, realtimeHarness, type TestClient } from './testing/realtime-harness.ts'

let harness: RealtimeHarness
afterEach(() => harness.close())

const limits = { operationsPerSecond: 10_000, operationsBurst: 10_000 }
const longText = 'x'.repeat(19_000)
const create = () => {
  const shape = { id: newShapeId(), kind: 'text', position: [0, 0], text: longText }
  return { type: 'operation', operation: { id: newId(), changes: [{ kind: 'create', shape }] } } as never
}
const versionsOf = (client: TestClient) =>
  client.messages.flatMap((message) => (message.type === 'operation' ? [message.operation.version] : []))

/** Enough to fill every buffer between the two ends. */
const operations = 800

async function writeMany(writer: TestClient): Promise<void> {
  for (let i = 0; i < operations; i++) writer.send(create())
  await writer.next('operation', (message) => message.operation.version === operations)
}

test('SY6 a reader that stopped for a while gets everything in order, and costs the others nothing', async () => {
  harness = realtimeHarness()
  const instance = await harness.serve({ limits: { ...limits, sessionLagMsMax: 600_000 } })
  const writer = await instance.connect(harness.person())
  const slow = await instance.connect(harness.person())
  await Promise.all([writer.next('sync'), slow.next('sync')])
  slow.ws.pause()
  await writeMany(writer)
  expect(versionsOf(slow).length).toBeLessThan(operations)
  slow.ws.resume()
  await slow.next('operation', (message) => message.operation.version === operations)
  const all = Array.from({ length: operations }, (_, index) => index + 1)
  expect(versionsOf(slow)).toEqual(all)
  expect(versionsOf(writer)).toEqual(all)
})

test('SY6 a reader that reads nothing is closed as too slow, the others stay', async () => {
  harness = realtimeHarness()
  let aheadMs = 0
  const clock = { ...systemClock, now: () => systemClock.now() + aheadMs }
  const patient = { sessionLagMsMax: 60_000, heartbeatTimeoutMs: 10_000_000 }
  const instance = await harness.serve({ clock, limits: { ...limits, ...patient } })
  const writer = await instance.connect(harness.person())
  const dead = await instance.connect(harness.person())
  await Promise.all([writer.next('sync'), dead.next('sync')])
  dead.ws.pause()
  await writeMany(writer)
  aheadMs = 60_001
  await writer.next('presence_leave')
  await writer.settled()
  expect(instance.realtime.sessionCount()).toBe(1)
})
