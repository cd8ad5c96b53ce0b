import type { ShapeId } from '@flowstate/engine'
import { expect, test } from 'vitest'
import type { TextEditing } from './editor-store.ts'
import { createShapeLifter } from './lifted-shapes.ts'
import { createTestEditor } from './testing/test-editor.ts'
import { type Draft, noDraft } from './tools/draft.ts'

function setUp() {
  const hand = createTestEditor()
  const { editor } = hand
  const lifter = createShapeLifter()
  const lift = (own: Draft, editing: TextEditing | null = null) =>
    lifter.lift({
      view: editor.port.view(),
      scene: editor.scene,
      others: [],
      own,
      editing,
      fading: new Set(),
    })
  const box = (name: string, kind: string, x = 0) =>
    hand.add(name, kind, { position: [x, 0], size: [50, 50] })
  return { hand, editor, lift, box }
}

const move = (ids: readonly ShapeId[], dx: number): Draft => ({ kind: 'move', ids, dx, dy: 0 })

test('what is dragged is the same list in every frame: only its place changes', () => {
  const { lift, box } = setUp()
  const ids = [box('one', 'rectangle'), box('two', 'ellipse')]
  const first = lift(move(ids, 5))
  const second = lift(move([...ids], 9))
  expect(second.carried?.shapes).toBe(first.carried?.shapes)
  expect(second.hidden).toBe(first.hidden)
  expect([first.carried?.dx, second.carried?.dx]).toEqual([5, 9])
  expect(second.shapes).toEqual([])
  expect(lift(noDraft).carried).toBeNull()
})

test('a dragged shape that somebody changes meanwhile is painted as it is now', () => {
  const { editor, lift, box } = setUp()
  const id = box('one', 'rectangle')
  const first = lift(move([id], 5))
  editor.port.dispatch([{ kind: 'update', id, set: { fill: 'red' } }], {})
  const second = lift(move([id], 5))
  expect(second.carried?.shapes).not.toBe(first.carried?.shapes)
  expect(second.carried?.shapes[0]?.fill).toBe('red')
})

test('arrows that turn, and shapes a frame cuts, are painted anew as they move', () => {
  const { hand, lift, box } = setUp()
  const bound = box('bound', 'rectangle')
  const free = box('free', 'rectangle', 300)
  const start = { shapeId: bound, anchor: [0.5, 0.5] }
  const arrow = hand.add('arrow', 'arrow', { position: [0, 0], points: [0, 0, 100, 0], start })
  const frame = box('frame', 'frame', 600)
  const inside = hand.add('inside', 'rectangle', { position: [610, 10], size: [9, 9], parentId: frame })
  const lifted = lift(move([bound, free, inside], 7))
  expect(lifted.carried?.shapes.map(({ id }) => id)).toEqual([free])
  expect(new Set(lifted.shapes.map(({ id }) => id))).toEqual(new Set([arrow, bound, inside]))
  expect(lifted.hidden).toEqual(new Set([arrow, bound, free, inside]))
})

test('a shape being typed in is painted without its text, and a line with the gap for it', () => {
  const { hand, lift } = setUp()
  const box = hand.add('box', 'rectangle', { position: [0, 0], size: [50, 50], text: 'words' })
  const line = hand.add('line', 'line', { position: [0, 0], points: [0, 0, 100, 0], text: 'words' })
  const painted = (id: ShapeId) => lift(noDraft, { kind: 'shape', id }).shapes
  expect(painted(box)).toMatchObject([{ text: '' }])
  expect(painted(line)).toMatchObject([{ text: 'words', textColor: 'none' }])
})
