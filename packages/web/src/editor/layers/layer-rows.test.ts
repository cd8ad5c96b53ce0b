import type { Shape, ShapeId } from '@flowstate/engine'
import { expect, test } from 'vitest'
import { commit } from '../editor.ts'
import { createTestEditor } from '../testing/test-editor.ts'
import { walkShapes } from '../walk-shapes.ts'
import { hideChanges, layerRows, lockChanges, orderChanges } from './layer-rows.ts'

const box = (x: number, more: object = {}) => ({ position: [x, 0], size: [100, 100], fill: 'blue', ...more })

function setUp() {
  const hand = createTestEditor()
  const frame = hand.add('frame', 'frame', { position: [0, 0], size: [300, 300] })
  const inside = hand.add('inside', 'rectangle', box(10, { parentId: frame }))
  const front = hand.add('front', 'rectangle', box(500))
  const view = () => hand.editor.port.view()
  const shape = (id: ShapeId) => view().get(id) as Shape
  const listed = (...folded: ShapeId[]) =>
    layerRows(view(), new Set(folded)).rows.map((row) => [row.shape.id, row.depth, row.canRise, row.canSink])
  return { hand, frame, inside, front, view, shape, listed }
}

test('the list begins with what is painted last; content of a container is below it, unless it is folded', () => {
  const { frame, inside, front, listed } = setUp()
  expect(listed()).toEqual([
    [front, 0, false, true],
    [frame, 0, true, false],
    [inside, 1, false, false],
  ])
  expect(listed(frame)).toHaveLength(2)
})

test('OP1 order, lock and hide are an operation each; a frame hides with all that is in it, and what is hidden is passed over', () => {
  const { hand, frame, inside, front, view, shape, listed } = setUp()
  commit(hand.editor, orderChanges(shape(front), view(), -1), { label: 'order' })
  expect(listed().map(([id]) => id)).toEqual([frame, inside, front])
  expect(orderChanges(shape(front), view(), -1)).toEqual([])
  commit(hand.editor, lockChanges(shape(front)), { label: 'lock' })
  expect(hand.shape(front)?.locked).toBe(true)
  commit(hand.editor, lockChanges(shape(front)), { label: 'unlock' })
  commit(hand.editor, hideChanges(shape(frame), view()), { label: 'hide' })
  expect([hand.shape(frame)?.hidden, hand.shape(inside)?.hidden]).toEqual([true, true])
  hand.drag([-50, -50], [700, 400])
  expect([...hand.editor.store.getState().selection]).toEqual([front])
  hand.editor.store.setState({ selection: new Set() })
  expect([walkShapes(hand.editor, 1), walkShapes(hand.editor, 1)]).toEqual([true, false])
  commit(hand.editor, hideChanges(shape(frame), view()), { label: 'show' })
  expect(hand.shape(inside)?.hidden).toBeUndefined()
  expect(hand.sent).toHaveLength(5)
})
