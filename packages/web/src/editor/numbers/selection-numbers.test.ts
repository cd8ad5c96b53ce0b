import type { ShapeId } from '@flowstate/engine'
import { describe, expect, test } from 'vitest'
import { commit } from '../editor.ts'
import { createTestEditor } from '../testing/test-editor.ts'
import { readNumber } from './read-number.ts'
import { type NumberName, numberChanges, numbersOf } from './selection-numbers.ts'

function setUp() {
  const hand = createTestEditor()
  const { editor } = hand
  const now = () => ({ view: editor.port.view(), geometry: editor.scene })
  const values = (...ids: ShapeId[]) =>
    Object.fromEntries(
      Object.entries(numbersOf(new Set(ids), now())).map(([name, number]) => [
        name,
        number.kind === 'one' ? number.value : number.kind,
      ]),
    )
  const set = (ids: readonly ShapeId[], name: NumberName, value: number) =>
    commit(editor, numberChanges(new Set(ids), { name, value }, now()), { label: 'numbers' })
  return { hand, values, set }
}

const box = (x: number, y: number, more: object = {}) => ({ position: [x, y], size: [100, 50], ...more })

describe('numbers of a selection', () => {
  test('a shape alone says its own box, before it is turned, and its angle', () => {
    const { hand, values, set } = setUp()
    const id = hand.add('a', 'rectangle', box(10, 20, { rotation: Math.PI / 2 }))
    expect(values(id)).toEqual({ x: 10, y: 20, width: 100, height: 50, angle: 90 })
    set([id], 'x', 30.5)
    set([id], 'angle', -45)
    expect(values(id)).toMatchObject({ x: 30.5, y: 20, angle: -45 })
    set([id], 'angle', 0)
    set([id], 'width', 240)
    expect(hand.shape(id)).toMatchObject({ position: [30.5, 20], size: [240, 50] })
  })

  test('OP1 several move and stretch with the box around them, from its upper left, in one operation', () => {
    const { hand, values, set } = setUp()
    const a = hand.add('a', 'rectangle', box(0, 0))
    const b = hand.add('b', 'ellipse', box(100, 50))
    expect(values(a, b)).toEqual({ x: 0, y: 0, width: 200, height: 100, angle: 0 })
    set([a, b], 'y', 40)
    set([a, b], 'width', 400)
    expect(hand.sent).toHaveLength(2)
    expect(hand.shape(a)).toMatchObject({ position: [0, 40], size: [200, 50] })
    expect(hand.shape(b)).toMatchObject({ position: [200, 90], size: [200, 50] })
    set([a, b], 'angle', 90)
    expect(values(a, b)).toMatchObject({ angle: 90, width: 100, height: 400 })
  })

  test('angles that differ are mixed, and one typed is given to each about its own middle', () => {
    const { hand, values, set } = setUp()
    const a = hand.add('a', 'rectangle', box(0, 0))
    const b = hand.add('b', 'rectangle', box(300, 0, { rotation: 1 }))
    expect(values(a, b)).toMatchObject({ angle: 'mixed' })
    set([a, b], 'angle', 30)
    expect(values(a, b)).toMatchObject({ angle: 30 })
    expect(hand.shape(b)).toMatchObject({ position: [300, 0] })
  })

  test('what is locked has no say, and nothing is sent for a number that is there already', () => {
    const { hand, values, set } = setUp()
    const a = hand.add('a', 'rectangle', box(0, 0))
    const b = hand.add('b', 'rectangle', box(300, 0, { locked: true }))
    expect(values(a, b)).toMatchObject({ x: 0, width: 100 })
    set([a, b], 'x', 50)
    expect(hand.shape(b)).toMatchObject({ position: [300, 0] })
    set([a], 'x', 50)
    set([b], 'x', 50)
    expect(hand.sent).toHaveLength(1)
    expect(values(b)).toEqual({
      x: 'absent',
      y: 'absent',
      width: 'absent',
      height: 'absent',
      angle: 'absent',
    })
  })

  test('a level line has no height, and lines have no angle', () => {
    const { hand, values, set } = setUp()
    const id = hand.add('l', 'line', { position: [5, 5], points: [0, 0, 100, 0] })
    expect(values(id)).toEqual({ x: 5, y: 5, width: 100, height: 'absent', angle: 'absent' })
    set([id], 'width', 50)
    expect(hand.shape(id)).toMatchObject({ position: [5, 5], points: [0, 0, 50, 0] })
  })

  test('a frame alone gets another size, what is in it stays; moved, all of it goes along', () => {
    const { hand, values, set } = setUp()
    const frame = hand.add('f', 'frame', { position: [0, 0], size: [400, 300] })
    const inside = hand.add('a', 'rectangle', box(350, 0, { parentId: frame }))
    expect(values(frame)).toMatchObject({ width: 400, height: 300 })
    set([frame], 'width', 500)
    expect(hand.shape(inside)).toMatchObject({ size: [100, 50], position: [350, 0] })
    set([frame], 'x', 10)
    expect(hand.shape(inside)).toMatchObject({ position: [360, 0] })
  })

  test('letters grow with either side; a text with a width of its own only breaks elsewhere', () => {
    const { hand, values, set } = setUp()
    const free = hand.add('t', 'text', { position: [0, 0], text: 'abcd', fontSize: 20 })
    set([free], 'width', (values(free).width as number) * 2)
    expect(hand.shape(free)).toMatchObject({ fontSize: 40 })
    const wrapped = hand.add('w', 'text', { position: [0, 0], text: 'abcd efgh', width: 200 })
    set([wrapped], 'width', 80)
    expect(hand.shape(wrapped)).toMatchObject({ width: 80 })
    expect(hand.shape(wrapped)?.fontSize).toBeUndefined()
  })
})

test.each([
  ['12', 12],
  [' 12,5 ', 12.5],
  ['-0.25', -0.25],
  ['−3', -3],
  ['45°', 45],
  ['.5', 0.5],
  ['', null],
  ['12px', null],
  ['1e9', null],
  ['NaN', null],
])('%j is read as %s', (typed, value) => {
  expect(readNumber(typed)).toBe(value)
})
