import { closeCodes } from '@flowstate/protocol'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createMemoryBus } from '../bus/memory-bus.ts'
import {
  createRectangle,
  type ManualClock,
  manualClock,
  moveTo,
  newId,
  newShapeId,
} from '../log/testing/log-harness.ts'
import { type RealtimeHarness, realtimeHarness, type TestClient } from './testing/realtime-harness.ts'

let harness: RealtimeHarness
let clock: ManualClock
beforeEach(() => {
  harness = realtimeHarness()
  clock = manualClock()
})
afterEach(async () => {
  // Closing waits for timers.
  const passing = setInterval(() => clock.advance(1_000), 1)
  await harness.close()
  clearInterval(passing)
})

const gatherMs = 50

async function setUp() {
  const bus = createMemoryBus()
  const instance = await harness.serve({ clock, bus })
  const enter = async (query: string): Promise<TestClient> => {
    const client = await instance.connect(harness.person(), query)
    await client.next('sync')
    return client
  }
  /** Resolves once the room has heard of what is drawn; whether it has told anybody is another question. */
  const draw = async (client: TestClient): Promise<void> => {
    const heard = Promise.withResolvers<void>()
    const stop = bus.subscribe(({ kind }) => kind === 'committed' && heard.resolve())
    client.send({ type: 'operation', operation: { id: newId(), changes: [createRectangle(newShapeId())] } })
    await heard.promise
    stop()
  }
  return { enter, draw }
}

const versionsIn = (client: TestClient): number[] =>
  client.messages.flatMap((message) => (message.type === 'operation' ? [message.operation.version] : []))
/** Resolves when what the server had to say at once is here; a `pong` would come after every operation so far. */
const roundTrip = async (client: TestClient): Promise<void> => {
  client.raw('{"type":"nonsense"}')
  await client.next('error')
}
const hears = (client: TestClient, version: number) =>
  client.next('operation', ({ operation }) => operation.version === version)

test('SY7 operations that come close after another wait for each other where everybody would gather them', async () => {
  const { enter, draw } = await setUp()
  const a = await enter(`protocol=1&gather=${gatherMs}`)
  const b = await enter(`protocol=1&gather=${gatherMs}`)
  const frames: unknown[] = []
  b.ws.on('message', (data: Buffer) => frames.push(JSON.parse(data.toString())))
  await draw(a)
  await hears(b, 1)
  await draw(a)
  await draw(a)
  await roundTrip(b)
  expect(versionsIn(b)).toEqual([1])
  frames.length = 0
  clock.advance(gatherMs)
  await hears(b, 3)
  expect(versionsIn(b)).toEqual([1, 2, 3])
  expect(frames).toHaveLength(1)
})

test('SY7 a refusal does not come before the operations it is based on', async () => {
  const { enter, draw } = await setUp()
  const a = await enter(`protocol=1&gather=${gatherMs}`)
  await draw(a)
  await hears(a, 1)
  await draw(a)
  a.send({ type: 'operation', operation: { id: newId(), changes: [moveTo(newShapeId(), 5)] } })
  await roundTrip(a)
  expect(a.messages.at(-1)?.type).toBe('error')
  await vi.waitFor(() => {
    clock.advance(gatherMs)
    expect(a.messages.at(-1)?.type).toBe('reject')
  })
  expect(versionsIn(a)).toEqual([1, 2])
})

test('SY7 one who would not gather has everybody told at once, for as long as they are here', async () => {
  const { enter, draw } = await setUp()
  const a = await enter(`protocol=1&gather=${gatherMs}`)
  const hasty = await enter('protocol=1')
  await draw(a)
  await draw(a)
  await hears(a, 2)
  const { you } = await hasty.next('sync')
  hasty.close()
  await vi.waitFor(() => {
    clock.advance(gatherMs)
    expect(a.messages).toContainEqual(
      expect.objectContaining({ type: 'presence_leave', sessionId: you.sessionId }),
    )
  })
  await draw(a)
  await hears(a, 3)
  await draw(a)
  await roundTrip(a)
  expect(versionsIn(a)).toEqual([1, 2, 3])
})

test.each(['-1', '101', 'soon', '1e1'])('a socket that would gather for %s is refused', async (gather) => {
  const instance = await harness.serve({ clock })
  const client = await instance.connect(harness.person(), `protocol=1&gather=${gather}`)
  expect(await client.closed).toBe(closeCodes.badMessage.code)
  expect(client.messages).toMatchObject([{ type: 'error', code: 'bad_request' }])
})
