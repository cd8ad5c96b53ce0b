import { expect, test } from 'vitest'
import { createTestEditor } from '../testing/test-editor.ts'

function setUp(cells = {}) {
  const hand = createTestEditor()
  const line = hand.add('line', 'arrow', { position: [0, 0], points: [0, 0, 200, 0], ...cells })
  hand.editor.store.setState({ selection: new Set([line]) })
  return { hand, line }
}

test('the middle of a line dragged aside bends it there, a bend can be moved on', () => {
  const { hand, line } = setUp()
  hand.drag([100, 0], [100, 60])
  expect(hand.shape(line)).toMatchObject({ position: [0, 0], points: [0, 0, 100, 60, 200, 0] })
  hand.drag([100, 60], [80, -40])
  expect(hand.shape(line)).toMatchObject({ position: [0, -40], points: [0, 40, 80, 0, 200, 40] })
  hand.drag([140, -20], [150, 50])
  expect(hand.shape(line)).toMatchObject({ points: [0, 40, 80, 0, 150, 90, 200, 40] })
  expect(hand.sent).toHaveLength(3)
})

test('a bend dragged back onto the straight way is gone', () => {
  const { hand, line } = setUp({ points: [0, 0, 100, 60, 200, 0] })
  hand.drag([100, 60], [90, 3])
  expect(hand.shape(line)).toMatchObject({ points: [0, 0, 200, 0] })
})

test('an arrow that is bent stays tied to its shapes', () => {
  const { hand, line } = setUp()
  const target = hand.add('box', 'rectangle', { position: [200, -50], size: [100, 100] })
  hand.editor.port.dispatch([
    { kind: 'update', id: line, set: { end: { shapeId: target, anchor: [0.5, 0.5] } } },
  ])
  hand.drag([100, 0], [100, 80])
  expect(hand.shape(line)).toMatchObject({ end: { shapeId: target, anchor: [0.5, 0.5] } })
  expect(hand.sent).toHaveLength(2)
})

test('an elbow finds its own way: its middle moves it', () => {
  const { hand, line } = setUp({ route: 'elbow' })
  hand.drag([100, 0], [100, 60])
  expect(hand.shape(line)).toMatchObject({ position: [0, 60], points: [0, 0, 200, 0] })
})

test('points that went away meanwhile end the gesture without a trace', () => {
  const { hand, line } = setUp({ points: [0, 0, 100, 60, 200, 0] })
  hand.press(100, 60)
  hand.move(100, 90)
  hand.editor.port.dispatch([{ kind: 'update', id: line, set: { points: [0, 0, 200, 0] } }])
  const before = hand.sent.length
  hand.move(100, 95)
  hand.release(100, 95)
  expect(hand.sent).toHaveLength(before)
  expect(hand.shape(line)).toMatchObject({ points: [0, 0, 200, 0] })
})
