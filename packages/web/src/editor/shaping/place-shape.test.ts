import { expect, test } from 'vitest'
import { commandEnabled, commandOf } from '../commands/command-registry.ts'
import { createTestEditor } from '../testing/test-editor.ts'
import { placeShape } from './place-shape.ts'

test('OP1 a shape is put where one looks without a pointer, the next one beside it, each in one operation', () => {
  const hand = createTestEditor()
  const { store, port } = hand.editor
  store.setState({ camera: { x: 100, y: 0, zoom: 2 }, viewport: { width: 1_000, height: 800 } })
  for (let i = 0; i < 2; i++) {
    hand.use('rectangle')
    placeShape(hand.editor, 'rectangle')
  }
  expect(hand.sent).toHaveLength(2)
  const shapes = port.view().children(null)
  expect(shapes.map(({ position }) => position)).toEqual([
    [260, 145],
    [284, 169],
  ])
  expect(store.getState()).toMatchObject({ tool: 'select', selection: new Set([shapes[1]?.id]) })
})

test('only tools whose shapes have a size of their own can do it', () => {
  const { editor, use } = createTestEditor()
  const may = (tool: Parameters<typeof use>[0]) => {
    use(tool)
    return commandEnabled(commandOf('placeShape'), editor)
  }
  expect([may('note'), may('arrow'), may('text')]).toEqual([true, true, true])
  expect([may('select'), may('draw'), may('eraser'), may('image'), may('comment')]).toEqual(
    new Array(5).fill(false),
  )
})
