import { describe, expect, test } from 'vitest'
import { createTestEditor, type TestEditor } from '../testing/test-editor.ts'

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

test('a press on a handle that goes nowhere changes nothing, nor does a hand that trembles', () => {
  const { hand, line } = setUp({ points: [0, 0, 100, 60, 200, 0] })
  const box = hand.add('box', 'rectangle', { position: [0, 200], size: [100, 100] })
  const select = (id: typeof line) => hand.editor.store.setState({ selection: new Set([id]) })
  for (const [id, x, y] of [
    [line, 100, 60],
    [line, 50, 33],
    [line, 200, 4],
    [box, 104, 304],
    [box, 50, 172],
  ] as const) {
    select(id)
    hand.drag([x, y], [x, y])
    hand.drag([x, y], [x + 2, y - 2])
  }
  expect(hand.sent).toEqual([])
  select(box)
  hand.press(104, 304)
  hand.move(124, 304)
  hand.move(106, 304)
  hand.release(106, 304)
  expect(hand.shape(box)).toMatchObject({ size: [102, 100] })
})

describe('a double click where the first click has put a handle', () => {
  const doubleClick = (hand: TestEditor, x: number, y: number) => {
    for (const clicks of [1, 2]) {
      hand.press(x, y, { clicks })
      hand.release(x, y)
    }
  }

  test.each([
    ['the middle of an arrow', 'arrow', { points: [0, 0, 200, 0] }, [100, 0]],
    ['a bend of a line', 'line', { points: [0, 0, 100, 60, 200, 0] }, [100, 60]],
    ['the label of an arrow', 'arrow', { points: [0, 0, 200, 0], text: 'label' }, [102, 8]],
    ['the outline of a hollow shape', 'rectangle', { size: [100, 100] }, [50, 0]],
    ['the corner of a hollow shape', 'rectangle', { size: [100, 100] }, [100, 100]],
  ] as const)('edits the text: %s', (_, kind, cells, [x, y]) => {
    const hand = createTestEditor()
    const id = hand.add('shape', kind, { position: [0, 0], ...cells })
    doubleClick(hand, x, y)
    expect(hand.editor.store.getState().editing).toMatchObject({ id })
    expect(hand.sent).toEqual([])
  })

  test('goes into the group', () => {
    const hand = createTestEditor()
    const group = hand.add('group', 'group', {})
    const member = hand.add('member', 'rectangle', {
      position: [0, 0],
      size: [100, 100],
      parentId: group,
    })
    doubleClick(hand, 50, 0)
    const { enteredGroup, selection } = hand.editor.store.getState()
    expect([enteredGroup, ...selection]).toEqual([group, member])
    expect(hand.sent).toEqual([])
  })

  test('beside the shape still takes hold of the handle', () => {
    const hand = createTestEditor()
    const box = hand.add('box', 'rectangle', { position: [0, 0], size: [100, 100] })
    hand.editor.store.setState({ selection: new Set([box]) })
    hand.press(110, 108, { clicks: 2 })
    hand.move(160, 158)
    hand.release(160, 158)
    expect(hand.editor.store.getState().editing).toBeNull()
    expect(hand.shape(box)).toMatchObject({ size: [150, 150] })
  })
})
