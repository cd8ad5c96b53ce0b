import type { ShapeId } from '@flowstate/engine'
import { expect, test } from 'vitest'
import { inReadingOrder } from './reading-order.ts'
import { createTestEditor } from './testing/test-editor.ts'
import { walkShapes } from './walk-shapes.ts'

const at = (id: string, x: number, y: number, height = 100) => ({
  id: id as ShapeId,
  box: { minX: x, minY: y, maxX: x + 100, maxY: y + height },
})

test('row by row, each from the left; a little lower is still the same row', () => {
  const order = inReadingOrder([
    at('d', 0, 200),
    at('b', 300, 0),
    at('a', 0, 20),
    at('c', 600, 40),
    at('e', 400, 180),
  ])
  expect(order).toEqual(['a', 'b', 'c', 'd', 'e'])
})

test('Tab walks through the shapes and lets the focus go on at both ends', () => {
  const hand = createTestEditor()
  hand.editor.store.setState({ viewport: { width: 1000, height: 800 } })
  const box = (x: number, y: number) => ({ position: [x, y], size: [100, 100] })
  const second = hand.add('second', 'rectangle', box(300, 0))
  const first = hand.add('first', 'rectangle', { ...box(0, 0), locked: true })
  const far = hand.add('far', 'rectangle', box(5_000, 900))
  const selected = () => [...hand.editor.store.getState().selection]
  const walked = [walkShapes(hand.editor, 1) && selected()[0], walkShapes(hand.editor, 1) && selected()[0]]
  const before = hand.editor.store.getState().camera
  walked.push(walkShapes(hand.editor, 1) && selected()[0])
  expect(walked).toEqual([first, second, far])
  expect(hand.editor.store.getState().camera).not.toEqual(before)
  expect(walkShapes(hand.editor, 1)).toBe(false)
  expect(walkShapes(hand.editor, -1)).toBe(true)
  expect(selected()).toEqual([second])
  expect(hand.sent).toEqual([])
})
