import type { SessionId, ShapeId, UserId } from '@flowstate/engine'
import type { Preview } from '@flowstate/protocol'
import { expect, test } from 'vitest'
import { createPreviewTable, joinPreviews } from './preview-table.ts'

const session = 'session' as SessionId
const user = 'user' as UserId
const shapeId = 'abcdefghij' as ShapeId
const move = (x: number): Preview => ({ gesture: 'g', ids: [shapeId], move: [x, 0] })
const stroke = (from: number, count: number): Preview => ({
  gesture: 'g',
  shapeId,
  from,
  points: Array.from({ length: count }, (_, index) => [from + index, 0, 1]).flat(),
})
const create: Preview = {
  gesture: 'g',
  changes: [{ kind: 'create', shape: { id: shapeId, kind: 'rectangle', position: [0, 0], size: [1, 1] } }],
}

test('PV1 the latest replaces the one waiting, consecutive pieces of a stroke are joined', () => {
  const table = createPreviewTable()
  table.put(session, user, move(1), 0)
  table.put(session, user, move(2), 0)
  expect(table.takeWaiting().map((message) => message.preview)).toEqual([move(2)])
  expect(table.takeWaiting()).toEqual([])
  expect(joinPreviews(stroke(0, 3), stroke(3, 2))).toEqual(stroke(0, 5))
  expect(joinPreviews(stroke(0, 3), stroke(2, 2))).toEqual(stroke(0, 4))
  expect(joinPreviews(stroke(5, 3), stroke(0, 2))).toEqual(stroke(0, 2))
  expect(joinPreviews(null, stroke(4, 2))).toEqual(stroke(4, 2))
  expect(joinPreviews(stroke(0, 5_000), stroke(5_000, 10))).toEqual(stroke(5_000, 10))
})

test('PV1 a create nobody has seen yet is not replaced by what builds on it, and late joiners get it', () => {
  const table = createPreviewTable()
  table.put(session, user, create, 0)
  table.put(session, user, stroke(0, 1), 0)
  table.put(session, user, stroke(1, 1), 0)
  expect(table.takeWaiting().map((message) => message.preview)).toEqual([create, stroke(0, 2)])
  table.put(session, user, stroke(2, 1), 0)
  expect(table.takeWaiting().map((message) => message.preview)).toEqual([stroke(2, 1)])
  expect(table.running().map((message) => message.preview)).toEqual([create, stroke(2, 1)])
})

test('PV1 a gesture ends with its commit, when it falls silent, and when another begins', () => {
  const table = createPreviewTable()
  table.put(session, user, move(1), 1_000)
  expect(table.endCommitted('other' as UserId, 'g')).toEqual([])
  expect(table.endCommitted(user, 'other')).toEqual([])
  expect(table.endCommitted(user, 'g')).toEqual([session])
  expect(table.takeWaiting()).toEqual([])
  table.put(session, user, create, 1_000)
  table.put(session, user, { ...move(1), gesture: 'next' }, 2_000)
  expect(table.running()).toHaveLength(1)
  expect(table.endSilent(2_000)).toEqual([])
  expect(table.endSilent(2_001)).toEqual([session])
  expect(table.end(session)).toBe(false)
})
