import { expect, test } from 'vitest'
import { createTestEditor } from '../testing/test-editor.ts'
import { bringClear } from './bring-clear.ts'

const viewport = { width: 1000, height: 800 }

function setUp(x: number) {
  const { editor, add } = createTestEditor()
  const id = add('a', 'rectangle', { position: [x, 100], size: [100, 100] })
  editor.store.setState({ viewport, camera: { x: 0, y: 0, zoom: 1 } })
  return { editor, id }
}

test('what a panel covers comes into the middle of what no panel covers', () => {
  const { editor, id } = setUp(100)
  bringClear(editor, [id], { left: 240, right: 300 })
  // The middle of 240 and 700 is 470; that of the shape was 150.
  expect(editor.store.getState().camera).toEqual({ x: -320, y: 0, zoom: 1 })
})

test('what lies below a sheet comes up and goes to no side', () => {
  const { editor, id } = setUp(100)
  bringClear(editor, [id], { bottom: 650 })
  // The middle of 0 and 150 is 75; that of the shape was 150.
  expect(editor.store.getState().camera).toEqual({ x: 0, y: 75, zoom: 1 })
})

test('what is in sight beside the panels stays where it is', () => {
  const { editor, id } = setUp(400)
  bringClear(editor, [id], { left: 240, right: 300, bottom: 400 })
  expect(editor.store.getState().camera).toEqual({ x: 0, y: 0, zoom: 1 })
})

test('panels that leave no room are as if they were not there', () => {
  const { editor, id } = setUp(100)
  bringClear(editor, [id], { left: 500, right: 420 })
  expect(editor.store.getState().camera).toEqual({ x: 0, y: 0, zoom: 1 })
})
