import type { Axis } from '../mirror-shapes.ts'
import { movableShapes } from '../selection.ts'
import { arranging } from './arranging.ts'
import { type Command, selectionCommand } from './command.ts'

const flipCommand = (id: 'flipHorizontal' | 'flipVertical', key: 'H' | 'V', axis: Axis): Command => ({
  ...selectionCommand(id, [`Shift+${key}`], (editor) => arranging.use(({ flip }) => flip(editor, axis))),
  enabled: (editor) => movableShapes(editor.store.getState().selection, editor.port.view()).length > 0,
})

export const flipCommands: readonly Command[] = [
  flipCommand('flipHorizontal', 'H', 'x'),
  flipCommand('flipVertical', 'V', 'y'),
]
