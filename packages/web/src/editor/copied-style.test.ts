import { expect, test } from 'vitest'
import { runCommand } from './commands/command-registry.ts'
import { copyingStyle } from './commands/style-commands.ts'
import { styleOfKind } from './style-of-selection.ts'
import { createTestEditor } from './testing/test-editor.ts'

const box = (x: number, more = {}) => ({ position: [x, 0], size: [50, 50], ...more })

test('keys that come before the code for them mean what was selected when they were pressed', async () => {
  const hand = createTestEditor()
  const [red, green] = [
    hand.add('red', 'rectangle', box(0, { stroke: 'red' })),
    hand.add('green', 'rectangle', box(100, { stroke: 'green' })),
  ]
  const { store } = hand.editor
  store.setState({ selection: new Set([red]) })
  runCommand(hand.editor, 'copyStyle')
  store.setState({ selection: new Set([green]) })
  runCommand(hand.editor, 'pasteStyle')
  store.setState({ selection: new Set() })
  expect(copyingStyle.now()).toBeNull()
  await copyingStyle.prepare()
  expect(hand.shape(green)?.stroke).toBe('red')
})

test('a copied style is pasted as far as kinds have its cells, resets what was plain, and sticks', async () => {
  await copyingStyle.prepare()
  const hand = createTestEditor()
  const source = hand.add('source', 'rectangle', box(0, { stroke: 'red', fill: 'blue', corner: 4 }))
  const target = hand.add('target', 'rectangle', box(100, { stroke: 'green', dash: 'dotted', text: 'mine' }))
  const arrow = hand.add('arrow', 'arrow', { position: [0, 100], points: [0, 0, 50, 0], endHead: 'dot' })
  const { store } = hand.editor
  store.setState({ selection: new Set([source]) })
  runCommand(hand.editor, 'copyStyle')
  expect(hand.sent).toEqual([])
  store.setState({ selection: new Set([target, arrow]) })
  runCommand(hand.editor, 'pasteStyle')
  expect(hand.sent).toHaveLength(1)
  expect(hand.shape(target)).toMatchObject({ stroke: 'red', fill: 'blue', corner: 4, text: 'mine' })
  expect(hand.shape(target)?.dash ?? 'solid').toBe('solid')
  expect(hand.shape(arrow)).toMatchObject({ stroke: 'red', endHead: 'dot' })
  expect(hand.shape(arrow)?.fill).toBeUndefined()
  hand.use('rectangle')
  hand.drag([300, 300], [400, 400])
  const [drawn] = store.getState().selection
  expect(drawn === undefined ? null : hand.shape(drawn)).toMatchObject({ stroke: 'red', fill: 'blue' })
})

test('sharp corners stick although they are what a shape without the cell has', () => {
  expect(styleOfKind('rectangle', {}, 'corner')).toEqual({ kind: 'one', value: 12 })
  expect(styleOfKind('rectangle', { corner: 0 }, 'corner')).toEqual({ kind: 'one', value: 0 })
  const hand = createTestEditor()
  hand.editor.store.setState({ style: { corner: 0 } })
  hand.use('rectangle')
  hand.drag([0, 0], [100, 100])
  const [drawn] = hand.editor.port.view().shapes()
  expect(drawn?.corner ?? 0).toBe(0)
})
