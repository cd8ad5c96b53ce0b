import type { Shape, ShapeId } from '@flowstate/engine'
import { describe, expect, test } from 'vitest'
import { commandEnabled, commandOf } from '../commands/command-registry.ts'
import { createTestEditor } from '../testing/test-editor.ts'
import { connectShape } from './connect-shape.ts'
import { convertSelection } from './convert-shapes.ts'
import { selectAlike } from './select-alike.ts'

const box = (x: number, y: number, more: object = {}) => ({ position: [x, y], size: [100, 60], ...more })

function setUp() {
  const hand = createTestEditor()
  hand.editor.store.setState({ viewport: { width: 2_000, height: 2_000 } })
  const select = (...ids: ShapeId[]) => hand.editor.store.setState({ selection: new Set(ids) })
  const selected = () => [...hand.editor.store.getState().selection]
  const only = (): Shape => {
    const [id] = selected()
    const shape = id === undefined ? undefined : hand.editor.port.view().get(id)
    if (shape === undefined) throw new Error('nothing selected')
    return shape
  }
  return { hand, select, selected, only }
}

describe('turning shapes into others', () => {
  test('OP1 place, order, label, look and arrows stay, in one operation; and back again', () => {
    const { hand, select, only } = setUp()
    const group = hand.add('group', 'group', {})
    const id = hand.add(
      'a',
      'rectangle',
      box(5, 6, { text: 'Hi', fill: 'red', corner: 4, rotation: 1, parentId: group }),
    )
    const above = hand.add('b', 'ellipse', box(5, 6, { parentId: group }))
    const arrow = hand.add('arrow', 'arrow', {
      position: [0, 0],
      points: [0, 0, 50, 50],
      start: { shapeId: above, anchor: [0.5, 0.5] },
      end: { shapeId: id, anchor: [0.2, 0.7] },
    })
    select(id)
    convertSelection(hand.editor, 1)
    expect(hand.sent).toHaveLength(1)
    const made = only()
    expect(made).toMatchObject({
      kind: 'diamond',
      ...box(5, 6),
      text: 'Hi',
      fill: 'red',
      rotation: 1,
      corner: 4,
    })
    expect(
      hand.editor.port
        .view()
        .children(group)
        .map((shape) => shape.id),
    ).toEqual([made.id, above])
    expect(hand.shape(arrow)).toMatchObject({
      start: { shapeId: above },
      end: { shapeId: made.id, anchor: [0.2, 0.7] },
    })
    expect(hand.shape(id)).toBeUndefined()
    convertSelection(hand.editor, 1)
    expect(only()).toMatchObject({ kind: 'ellipse' })
    convertSelection(hand.editor, -1)
    convertSelection(hand.editor, -1)
    convertSelection(hand.editor, -1)
    expect(only()).toMatchObject({ kind: 'polygon', text: 'Hi' })
  })

  test('several become one kind; notes, frames and what is locked are left as they are', () => {
    const { hand, select, selected } = setUp()
    const a = hand.add('a', 'rectangle', box(0, 0))
    const b = hand.add('b', 'star', box(200, 0))
    const note = hand.add('n', 'note', box(400, 0))
    const locked = hand.add('l', 'rectangle', box(600, 0, { locked: true }))
    select(a, b)
    convertSelection(hand.editor, 1)
    expect(selected().map((id) => hand.shape(id)?.kind)).toEqual(['diamond', 'diamond'])
    for (const ids of [[note], [locked], [...selected(), note]]) {
      select(...ids)
      expect(commandEnabled(commandOf('convertNext'), hand.editor)).toBe(false)
    }
  })
})

describe('a connected shape', () => {
  test('OP1 is like the first, tied to it by an arrow, and its label is open', () => {
    const { hand, select, only } = setUp()
    const id = hand.add(
      'a',
      'diamond',
      box(0, 0, { text: 'First', fill: 'blue', link: 'https://example.org' }),
    )
    select(id)
    connectShape(hand.editor, 'right')
    expect(hand.sent).toHaveLength(1)
    const made = only()
    expect(made).toMatchObject({ kind: 'diamond', ...box(196, 0), fill: 'blue' })
    expect([made.text, made.link]).toEqual([undefined, undefined])
    expect(hand.editor.store.getState().editing).toEqual({ kind: 'shape', id: made.id })
    const [arrow] = [...hand.editor.port.view().shapes()].filter(({ kind }) => kind === 'arrow')
    expect(arrow).toMatchObject({ start: { shapeId: id }, end: { shapeId: made.id } })
  })

  test('finds the next free place beside what is there already', () => {
    const { hand, select, only } = setUp()
    const id = hand.add('a', 'rectangle', box(0, 0))
    const places = [0, 1, 2].map(() => {
      select(id)
      connectShape(hand.editor, 'down')
      return only().position
    })
    expect(places).toEqual([
      [0, 156],
      [140, 156],
      [-140, 156],
    ])
  })

  test('nothing comes of lines, frames and several shapes', () => {
    const { hand, select } = setUp()
    const line = hand.add('l', 'line', { position: [0, 0], points: [0, 0, 9, 9] })
    const frame = hand.add('f', 'frame', box(500, 500))
    const a = hand.add('a', 'rectangle', box(0, 0))
    for (const ids of [[line], [frame], [a, line], []]) {
      select(...ids)
      connectShape(hand.editor, 'up')
    }
    expect(hand.sent).toEqual([])
  })
})

test('the same kind, or the same look, without what is locked, hidden or in groups', () => {
  const { hand, select, selected } = setUp()
  const group = hand.add('group', 'group', {})
  const a = hand.add('a', 'rectangle', box(0, 0, { fill: 'red' }))
  const b = hand.add('b', 'rectangle', box(200, 0))
  const c = hand.add('c', 'ellipse', box(400, 0, { fill: 'red', strokeWidth: 2 }))
  hand.add('d', 'rectangle', box(0, 200, { locked: true }))
  hand.add('e', 'rectangle', box(0, 400, { hidden: true }))
  const inside = hand.add('i', 'rectangle', box(0, 600, { parentId: group }))
  select(a)
  selectAlike(hand.editor, 'kind')
  expect(selected()).toEqual([a, b])
  select(a)
  selectAlike(hand.editor, 'style')
  expect(selected()).toEqual([a, c])
  hand.editor.store.setState({ enteredGroup: group })
  select(inside)
  selectAlike(hand.editor, 'kind')
  expect(selected()).toContain(inside)
})
