import { beforeAll, expect, test } from 'vitest'
import { createTestEditor } from '../testing/test-editor.ts'
import { lateTools } from './late-tools.ts'

beforeAll(lateTools.prepare)

const box = (x: number, y: number, more: object = {}) => ({ position: [x, y], size: [40, 40], ...more })

function setUp() {
  const hand = createTestEditor()
  const left = hand.add('left', 'rectangle', box(100, 100))
  const right = hand.add('right', 'ellipse', box(200, 100))
  const between = hand.add('between', 'rectangle', box(150, 160))
  hand.add('locked', 'rectangle', box(100, 20, { locked: true }))
  const selected = () => [...hand.editor.store.getState().selection]
  /** A loop round the upper two, with a bay from below that leaves out what is between them. */
  const bay = [
    [80, 90],
    [260, 90],
    [260, 210],
    [195, 210],
    [195, 152],
    [145, 152],
    [145, 210],
    [80, 210],
  ] as const
  const loop = (first: { alt?: boolean; shift?: boolean }) => {
    hand.press(80, 85, first)
    for (const [x, y] of bay) hand.move(x, y)
    hand.release(80, 210)
  }
  return { hand, left, right, between, selected, loop }
}

test('the lasso selects what its loop takes, not what is in the box around it, and hands back to select', () => {
  const { hand, left, right, selected, loop } = setUp()
  hand.use('lasso')
  loop({})
  expect(selected()).toEqual([left, right])
  expect(hand.editor.store.getState()).toMatchObject({ tool: 'select', overlay: {} })
  expect(hand.sent).toEqual([])
})

test('Alt beside everything does the same; with Shift it adds to what is selected', () => {
  const { hand, left, right, between, selected, loop } = setUp()
  hand.editor.store.setState({ selection: new Set([between]) })
  loop({ alt: true, shift: true })
  expect(selected()).toEqual([between, left, right])
  loop({ alt: true })
  expect(selected()).toEqual([left, right])
})

test('while it is drawn the loop is shown; cancelled, it gives back what was selected', () => {
  const { hand, between, selected } = setUp()
  hand.editor.store.setState({ selection: new Set([between]) })
  hand.press(60, 60, { alt: true })
  hand.move(260, 60)
  hand.move(260, 150)
  expect(hand.editor.store.getState().overlay.loop).toHaveLength(3)
  hand.runner.send({ type: 'cancel' })
  expect(selected()).toEqual([between])
  expect(hand.editor.store.getState().overlay.loop).toBeUndefined()
})
