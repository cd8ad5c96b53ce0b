import type { SessionId, UserId } from '@flowstate/engine'
import { beforeEach, expect, test } from 'vitest'
import type { LogRow } from '../log/log-row.ts'
import { manualClock } from '../log/testing/log-harness.ts'
import { createPreviewTable } from './preview-table.ts'
import { createRoomBroadcast } from './room-broadcast.ts'
import type { Tick } from './session-delivery.ts'

const row = (version: number, gesture?: string): LogRow =>
  ({
    version,
    wire: `{"version":${version}}`,
    operation: { version, userId: 'user', ...(gesture === undefined ? {} : { gesture }) },
  }) as never

const session = 'session' as SessionId
const user = 'user' as UserId
const cursor = (x: number) => ({ sessionId: session, userId: user, n: 1, x, y: 0 })
const everything = { rows: true, ephemeral: true, simple: false }

function scene(sessionCount = 200) {
  const clock = manualClock()
  const previews = createPreviewTable()
  const ticks: Tick[] = []
  const broadcast = createRoomBroadcast(
    { clock, previews, audience: () => ({ sessionCount, gatherMs: 0 }), deliver: (tick) => ticks.push(tick) },
    10,
  )
  return {
    clock,
    previews,
    broadcast,
    ticks,
    versions: () => ticks.flatMap((tick) => tick.rows.map((entry) => entry.version)),
    texts: () => ticks.map((tick) => tick.frameOf(everything)?.text),
  }
}

let at: ReturnType<typeof scene>
beforeEach(() => {
  at = scene()
})

test('SY2 rows heard twice or late go out once, and a hole is reported', () => {
  expect(at.broadcast.rows([row(11), row(12)])).toBe(false)
  expect(at.broadcast.rows([row(11)])).toBe(false)
  expect(at.broadcast.rows([row(12), row(13)])).toBe(false)
  expect(at.broadcast.rows([row(15)])).toBe(true)
  at.clock.advance(10)
  expect(at.versions()).toEqual([11, 12, 13])
  expect(at.broadcast.rows([row(14), row(15)])).toBe(false)
  at.clock.advance(10)
  expect(at.versions()).toEqual([11, 12, 13, 14, 15])
  expect(at.ticks.map((tick) => [tick.from, tick.to])).toEqual([
    [10, 12],
    [12, 13],
    [13, 15],
  ])
  expect(at.broadcast.version()).toBe(15)
})

test('SY7 the first operation goes at once, those within the window share a frame', () => {
  at.broadcast.rows([row(11)])
  expect(at.ticks).toHaveLength(1)
  at.broadcast.rows([row(12)])
  at.broadcast.rows([row(13)])
  expect(at.ticks).toHaveLength(1)
  at.clock.advance(6)
  expect(at.texts()).toEqual([
    '{"type":"operation","operation":{"version":11}}',
    '[{"type":"operation","operation":{"version":12}},{"type":"operation","operation":{"version":13}}]',
  ])
})

test('SY7 the very same frame goes to everybody who gets the same', () => {
  at.broadcast.rows([row(11)])
  const [tick] = at.ticks
  expect(tick?.frameOf(everything)).toBe(tick?.frameOf({ ...everything }))
  expect(tick?.frameOf(everything)?.wire).toBe(tick?.frameOf(everything)?.wire)
})

test('SY7 pointers: latest only, one frame per tick for the whole room', () => {
  at.broadcast.cursor(cursor(1))
  at.broadcast.cursor(cursor(2))
  at.broadcast.cursor({ ...cursor(7), sessionId: 'other' as SessionId, n: 2 })
  at.broadcast.cursor(cursor(3))
  at.clock.advance(33)
  expect(at.texts()).toEqual([
    '{"type":"cursors","items":[[1,1,0]]}',
    '{"type":"cursors","items":[[1,3,0],[2,7,0]]}',
  ])
})

test('SY7 operations and pointers of one tick share a frame, operations first', () => {
  at.broadcast.cursor(cursor(1))
  at.broadcast.rows([row(11)])
  at.broadcast.cursor(cursor(2))
  at.broadcast.rows([row(12)])
  at.clock.advance(40)
  const last = at.texts().at(-1)
  expect(at.texts().join()).toContain('"version":12')
  expect(last).toContain('[[1,2,0]]')
  expect(at.ticks.length).toBeLessThanOrEqual(3)
})

test('PV1 a gesture that was committed ends in the tick of its row or right after', () => {
  at.previews.put(session, user, { gesture: 'g', ids: [], move: [1, 1] }, at.clock.now())
  at.broadcast.preview()
  at.broadcast.rows([row(11, 'g')])
  at.clock.advance(40)
  const text = at.texts().join()
  expect(text).toContain('"preview":null')
  expect(text.indexOf('"version":11')).toBeLessThan(text.indexOf('"preview":null'))
})

test('a room that closed says nothing more', () => {
  at.broadcast.rows([row(11)])
  at.broadcast.rows([row(12)])
  at.broadcast.close()
  at.clock.advance(100)
  expect(at.versions()).toEqual([11])
})
