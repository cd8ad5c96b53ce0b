import { centreOf } from '@flowstate/engine'
import { commit, type Editor } from '../editor.ts'
import { type Axis, flipChanges } from '../mirror-shapes.ts'
import { movableShapes, selectionBounds } from '../selection.ts'
import { type Command, selectionCommand } from './command.ts'

const flip = (axis: Axis) => (editor: Editor) => {
  const { selection } = editor.store.getState()
  const view = editor.port.view()
  const box = selectionBounds(selection, view, editor.scene)
  if (box === null) return
  const changes = flipChanges(movableShapes(selection, view), { axis, about: centreOf(box) }, editor.scene)
  commit(editor, changes, { label: 'flip' })
}

const whenMovable = (command: Command): Command => ({
  ...command,
  enabled: (editor) => movableShapes(editor.store.getState().selection, editor.port.view()).length > 0,
})

export const flipCommands: readonly Command[] = [
  whenMovable(selectionCommand('flipHorizontal', ['Shift+H'], flip('x'))),
  whenMovable(selectionCommand('flipVertical', ['Shift+V'], flip('y'))),
]
