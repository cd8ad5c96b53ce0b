import type { UserId } from '@flowstate/engine'
import { expect, test } from 'vitest'
import { knownRow } from './advance-index.ts'
import { type RowIndexEntries, rowIndexEntries } from './row-index-entries.ts'
import { newId, storedRow } from './testing/log-store-harness.ts'

const ada = newId<UserId>()

function entriesOf(...row: Parameters<typeof storedRow>): RowIndexEntries {
  return rowIndexEntries(knownRow(storedRow(...row)).operation)
}

test('SN4 a row touches its author, its shapes and the canvas, each once', () => {
  const changes = JSON.stringify([
    { kind: 'create', shape: { id: 'shape-0001', kind: 'note' } },
    { kind: 'update', id: 'shape-0002', set: { start: { shapeId: 'shape-0009', anchor: [0, 0] } } },
    { kind: 'delete', ids: ['shape-0001', 'shape-0003'] },
    { kind: 'text', id: 'shape-0004', field: 'text', delta: ['x'] },
    { kind: 'canvas', set: { grid: 'dots' } },
  ])
  expect(entriesOf(1, { userId: ada, changes }).subjects).toEqual(
    new Set([`@user:${ada}`, 'shape-0001', 'shape-0002', 'shape-0003', 'shape-0004', '@canvas']),
  )
})

test('SN4 undo and redo rows mark the versions they name', () => {
  expect(entriesOf(9, { userId: ada, kind: 'undo', undoOf: [3, 7] }).marks).toEqual([3, 7])
  expect(entriesOf(9, { userId: ada }).marks).toEqual([])
})

test('activity counts an operation in its quarter of an hour, a set once, system rows never', () => {
  const at = (createdAt: string) => entriesOf(1, { userId: ada, createdAt }).activity
  expect(at('1970-01-01T00:14:59.999Z')).toEqual({ userId: ada, bucket: 0 })
  expect(at('1970-01-01T00:15:00.000Z')).toEqual({ userId: ada, bucket: 1 })
  expect(entriesOf(1, { userId: ada, part: [1, 3] }).activity).toBeDefined()
  expect(entriesOf(2, { userId: ada, part: [2, 3] }).activity).toBeUndefined()
  const system = entriesOf(1, { kind: 'system', shapes: ['shape-0001'] })
  expect(system.activity).toBeUndefined()
  expect(system.subjects).toEqual(new Set(['@system', 'shape-0001']))
})
