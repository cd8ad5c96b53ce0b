import type { ShapeId } from '@flowstate/engine'
import { expect, test } from 'vitest'
import { createTestEditor } from '../testing/test-editor.ts'
import { alignOffsets, distributeOffsets } from './align-commands.ts'
import { commandEnabled, commandOf, runCommand } from './command-registry.ts'

const unit = (id: string, minX: number, width: number) => ({
  id: id as ShapeId,
  box: { minX, minY: 0, maxX: minX + width, maxY: 10 },
})

test('units share an edge or the middle of the box around them', () => {
  const units = [unit('a', 0, 100), unit('b', 50, 20), unit('c', 300, 40)]
  expect([...alignOffsets(units, 'x', 'low').values()]).toEqual([0, -50, -300])
  expect([...alignOffsets(units, 'x', 'high').values()]).toEqual([240, 270, 0])
  expect([...alignOffsets(units, 'x', 'middle').values()]).toEqual([120, 110, -150])
})

test('gaps become equal, the outermost stay, and overlaps count as negative gaps', () => {
  const apart = distributeOffsets([unit('c', 200, 20), unit('a', 0, 20), unit('b', 30, 20)], 'x')
  expect(Object.fromEntries(apart)).toEqual({ a: 0, b: 70, c: 0 })
  const crowded = distributeOffsets([unit('a', 0, 100), unit('b', 10, 100), unit('c', 60, 100)], 'x')
  expect(Object.fromEntries(crowded)).toEqual({ a: 0, b: 20, c: 0 })
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
  runCommand(hand.editor, 'alignLeft')
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
