import type { Shape, ShapeId } from '@flowstate/engine'
import { expect, test } from 'vitest'
import { commit } from '../editor.ts'
import { createTestEditor } from '../testing/test-editor.ts'
import { type DropMark, dropMark, moveChanges, spotOf, stepChanges } from './layer-moves.ts'

const box = (x: number, more: object = {}) => ({ position: [x, 0], size: [100, 100], ...more })

/** Painted in this order: frame with a, group with b, c, d. */
function setUp() {
  const hand = createTestEditor()
  const frame = hand.add('frame', 'frame', box(0))
  const a = hand.add('a', 'rectangle', box(0, { parentId: frame }))
  const group = hand.add('group', 'group', {})
  const b = hand.add('b', 'rectangle', box(200, { parentId: group }))
  const c = hand.add('c', 'rectangle', box(400))
  const d = hand.add('d', 'rectangle', box(600))
  const view = () => hand.editor.port.view()
  const shape = (id: ShapeId) => view().get(id) as Shape
  const listed = (parentId: ShapeId | null = null): string =>
    view()
      .children(parentId)
      .map(({ id, kind }) => {
        const name = id.replaceAll('_', '')
        return kind === 'rectangle' ? name : `${name}(${listed(id)})`
      })
      .join(' ')
  const send = (changes: Parameters<typeof commit>[1]) => commit(hand.editor, changes, { label: 'order' })
  const drop = (ids: readonly ShapeId[], on: ShapeId, mark: DropMark) =>
    send(moveChanges(new Set(ids), spotOf(shape(on), mark, view()), view()))
  const step = (id: ShapeId, by: Parameters<typeof stepChanges>[1]) =>
    send(stepChanges(shape(id), by, view()))
  return { hand, frame, a, group, b, c, d, shape, listed, drop, step }
}

test('OP1 what is dropped in the list goes above, below or into a row, in one operation; a group left empty goes', () => {
  const { hand, frame, a, group, b, c, d, listed, drop } = setUp()
  expect(listed()).toBe('frame(a) group(b) c d')
  drop([d], frame, 'below')
  expect(listed()).toBe('d frame(a) group(b) c')
  drop([c], a, 'above')
  expect(listed()).toBe('d frame(a c) group(b)')
  drop([d, a], group, 'into')
  expect(listed()).toBe('frame(c) group(b d a)')
  drop([b, d, a], c, 'below')
  expect(listed()).toBe('frame(b d a c)')
  expect(hand.sent).toHaveLength(4)
})

test('nothing goes into itself, and what is there already makes no operation', () => {
  const { hand, frame, a, c, d, drop, listed } = setUp()
  expect([drop([frame], a, 'above'), drop([frame], frame, 'into'), drop([c], c, 'above')]).toEqual([
    false,
    false,
    false,
  ])
  expect([drop([d], c, 'above'), drop([c], d, 'below'), drop([a], frame, 'into')]).toEqual([
    false,
    false,
    false,
  ])
  expect([hand.sent, listed()]).toEqual([[], 'frame(a) group(b) c d'])
})

test('by key a shape goes up, down, into what is next to it, and out again', () => {
  const { a, b, c, d, step, listed } = setUp()
  step(c, 'up')
  expect(listed()).toBe('frame(a) group(b) d c')
  step(d, 'in')
  expect(listed()).toBe('frame(a) group(b d) c')
  step(b, 'out')
  expect(listed()).toBe('frame(a) group(d) b c')
  step(a, 'out')
  step(a, 'in')
  expect(listed()).toBe('frame() group(a d) b c')
  expect([step(c, 'out'), step(c, 'in'), step(c, 'up')]).toEqual([false, false, false])
})

test('the middle of a container means into it, its edges beside it; what is listed below an open one is in it', () => {
  const { frame, c, shape } = setUp()
  const marks = (id: ShapeId, isOpen: boolean) =>
    [0.1, 0.4, 0.6, 0.9].map((share) => dropMark(shape(id), share, isOpen))
  expect(marks(c, false)).toEqual(['above', 'above', 'below', 'below'])
  expect(marks(frame, false)).toEqual(['above', 'into', 'into', 'below'])
  expect(marks(frame, true)).toEqual(['above', 'into', 'into', 'into'])
})
