import { expect, test } from 'vitest'
import { createTestEditor } from '../testing/test-editor.ts'
import { dropTool } from './drag-tool.ts'

test('OP1 a tool that is dropped makes its shape of default size there, in one operation, and select comes back', () => {
  const hand = createTestEditor()
  hand.use('ellipse')
  dropTool(hand.editor, 'rectangle', { x: 500, y: 300 })
  dropTool(hand.editor, 'arrow', { x: 100, y: 50 })
  expect(hand.sent).toHaveLength(2)
  const shapes = hand.editor.port.view().children(null)
  expect(shapes).toMatchObject([
    { kind: 'rectangle', position: [410, 245], size: [180, 110] },
    { kind: 'arrow', position: [20, 50], points: [0, 0, 160, 0] },
  ])
  expect(hand.editor.store.getState()).toMatchObject({ tool: 'select', selection: new Set([shapes[1]?.id]) })
})

test('a note that is dropped waits for its words, and so does a text', () => {
  const hand = createTestEditor()
  dropTool(hand.editor, 'note', { x: 0, y: 0 })
  expect(hand.editor.store.getState().editing?.kind).toBe('shape')
  dropTool(hand.editor, 'text', { x: 900, y: 700 })
  expect(hand.editor.store.getState().editing).toMatchObject({ kind: 'new', at: { x: 900, y: 700 } })
})
