import { beforeAll, expect, test } from 'vitest'
import { snapping } from '../snapping/snapping.ts'
import { createTestEditor } from '../testing/test-editor.ts'

beforeAll(snapping.prepare)

const box = (x: number, y: number) => ({ position: [x, y], size: [100, 100], fill: 'blue' })

function setUp() {
  const hand = createTestEditor()
  const a = hand.add('a', 'rectangle', box(0, 0))
  const b = hand.add('b', 'rectangle', box(300, 200))
  hand.editor.store.setState({ viewport: { width: 1_000, height: 800 }, selection: new Set([b]) })
  return { hand, a, b, guides: () => hand.editor.store.getState().overlay.guides ?? [] }
}

test('Mod while dragging snaps to a neighbour and shows the line; released, the shape is there', () => {
  const { hand, b, guides } = setUp()
  hand.press(350, 250)
  hand.move(53, 250, { mod: true })
  expect(guides()).toEqual([
    { from: { x: 0, y: 0 }, to: { x: 0, y: 300 } },
    { from: { x: 50, y: 0 }, to: { x: 50, y: 300 } },
    { from: { x: 100, y: 0 }, to: { x: 100, y: 300 } },
  ])
  hand.release(53, 250, { mod: true })
  expect(hand.shape(b)).toMatchObject({ position: [0, 200] })
  expect(guides()).toEqual([])
})

test('without it shapes go where they are put; switched on, Mod lets them', () => {
  const { hand, b } = setUp()
  hand.drag([350, 250], [53, 250])
  expect(hand.shape(b)).toMatchObject({ position: [3, 200] })
  hand.editor.store.setState({ snapping: true })
  hand.drag([53, 250], [57, 250], { mod: true })
  expect(hand.shape(b)).toMatchObject({ position: [7, 200] })
  hand.drag([57, 250], [57, 255])
  expect(hand.shape(b)).toMatchObject({ position: [0, 205] })
})

test('a stretched side snaps, another one does not move', () => {
  const { hand, b, guides } = setUp()
  hand.press(296, 250)
  hand.move(99, 250, { mod: true })
  expect(guides()).toHaveLength(1)
  hand.release(99, 250, { mod: true })
  expect(hand.shape(b)).toMatchObject({ position: [100, 200], size: [300, 100] })
})

test('shapes that move together do not snap to each other', () => {
  const { hand, a, b } = setUp()
  hand.editor.store.setState({ selection: new Set([a, b]) })
  hand.drag([350, 250], [353, 258], { mod: true })
  expect(hand.shape(a)).toMatchObject({ position: [3, 8] })
})
