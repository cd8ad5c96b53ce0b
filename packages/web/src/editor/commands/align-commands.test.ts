import type { ShapeId } from '@flowstate/engine'
import { expect, test } from 'vitest'
import { createTestEditor } from '../testing/test-editor.ts'
import {
  alignOffsets,
  arrangeSelection,
  distributeOffsets,
  stackOffsets,
  tidyOffsets,
} from './arrange-units.ts'
import { commandEnabled, commandOf } from './command-registry.ts'

const unit = (id: string, minX: number, width: number) => ({
  id: id as ShapeId,
  box: { minX, minY: 0, maxX: minX + width, maxY: 10 },
})

const acrossById = (offsets: ReturnType<typeof distributeOffsets>) =>
  Object.fromEntries([...offsets].map(([id, { dx }]) => [id, dx]))

test('units share an edge or the middle of the box around them', () => {
  const units = [unit('a', 0, 100), unit('b', 50, 20), unit('c', 300, 40)]
  const across = (edge: 'low' | 'middle' | 'high') =>
    [...alignOffsets(units, 'x', edge).values()].map(({ dx, dy }) => [dx, dy])
  expect(across('low')).toEqual([
    [0, 0],
    [-50, 0],
    [-300, 0],
  ])
  expect(across('high').map(([dx]) => dx)).toEqual([240, 270, 0])
  expect(across('middle').map(([dx]) => dx)).toEqual([120, 110, -150])
})

test('gaps become equal, the outermost stay, and overlaps count as negative gaps', () => {
  const apart = distributeOffsets([unit('c', 200, 20), unit('a', 0, 20), unit('b', 30, 20)], 'x')
  expect(acrossById(apart)).toEqual({ a: 0, b: 70, c: 0 })
  const crowded = distributeOffsets([unit('a', 0, 100), unit('b', 10, 100), unit('c', 60, 100)], 'x')
  expect(acrossById(crowded)).toEqual({ a: 0, b: 20, c: 0 })
})

test('stacked units stand close to each other in their order', () => {
  const stacked = stackOffsets([unit('b', 400, 20), unit('a', 10, 100), unit('c', 420, 50)], 'x')
  expect(acrossById(stacked)).toEqual({ a: 0, b: -266, c: -242 })
})

test('tidied up, units stand in a grid in reading order, whatever their sizes', () => {
  const at = (id: string, x: number, y: number, width: number, height: number) => ({
    id: id as ShapeId,
    box: { minX: x, minY: y, maxX: x + width, maxY: y + height },
  })
  const units = [
    at('d', 40, 330, 30, 30),
    at('b', 300, 12, 60, 20),
    at('a', 0, 0, 50, 40),
    at('c', 5, 300, 80, 25),
  ]
  const places = units.map(({ id, box }) => {
    const { dx, dy } = tidyOffsets(units).get(id) ?? { dx: Number.NaN, dy: Number.NaN }
    return [id, box.minX + dx, box.minY + dy]
  })
  expect(places).toEqual([
    ['d', 104, 64],
    ['b', 104, 0],
    ['a', 0, 0],
    ['c', 0, 64],
  ])
})

test('a group is aligned as one, in one operation (OP1); arrows tied to what is aligned stay tied', () => {
  const hand = createTestEditor()
  const a = hand.add('a', 'rectangle', { position: [100, 0], size: [50, 50] })
  const b = hand.add('b', 'rectangle', { position: [200, 0], size: [50, 50] })
  const c = hand.add('c', 'rectangle', { position: [0, 100], size: [50, 50] })
  const group = hand.add('group', 'group', {})
  hand.editor.port.dispatch([{ kind: 'place', ids: [a, b], parentId: group, at: 'front' }])
  const arrow = hand.add('arrow', 'arrow', {
    position: [25, 100],
    points: [0, 0, 100, -50],
    start: { shapeId: c, anchor: [0.5, 0.5] },
  })
  hand.sent.length = 0
  hand.editor.store.setState({ selection: new Set([group, c, arrow]) })
  arrangeSelection(hand.editor, { kind: 'align', axis: 'x', edge: 'low' })
  expect(hand.sent).toHaveLength(1)
  expect(hand.shape(a)).toMatchObject({ position: [0, 0] })
  expect(hand.shape(b)).toMatchObject({ position: [100, 0] })
  expect(hand.shape(arrow)?.start).toMatchObject({ shapeId: c })
})

test('two can be aligned, three distributed; what is locked does not count', () => {
  const hand = createTestEditor()
  const ids = [0, 100, 300].map((x) => hand.add(`s${x}`, 'rectangle', { position: [x, 0], size: [50, 50] }))
  const enabled = () => [
    commandEnabled(commandOf('alignTop'), hand.editor),
    commandEnabled(commandOf('distributeHorizontal'), hand.editor),
  ]
  hand.editor.store.setState({ selection: new Set(ids.slice(0, 2)) })
  expect(enabled()).toEqual([true, false])
  hand.editor.store.setState({ selection: new Set(ids) })
  expect(enabled()).toEqual([true, true])
  const [first] = ids
  if (first !== undefined) hand.editor.port.dispatch([{ kind: 'update', id: first, set: { locked: true } }])
  expect(enabled()).toEqual([true, false])
})
