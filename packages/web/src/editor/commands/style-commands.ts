import { pasteStyleChanges, styleOf } from '../copied-style.ts'
import { commit, type Editor } from '../editor.ts'
import { movableShapes, withDescendants } from '../selection.ts'
import { stick } from '../sticking-style.ts'
import { type Command, selectionCommand } from './command.ts'

/** The topmost of what is selected gives the style: it is the one people look at. */
function copyStyle(editor: Editor): void {
  const shapes = withDescendants(editor.store.getState().selection, editor.port.view())
  const source = shapes.findLast((shape) => shape.kind !== 'group')
  if (source !== undefined) editor.store.setState({ copiedStyle: styleOf(source) })
}

/** The pasted style also sticks to what is drawn next. */
function pasteStyle(editor: Editor): void {
  const { selection, copiedStyle, style } = editor.store.getState()
  if (copiedStyle === null) return
  const changes = pasteStyleChanges(movableShapes(selection, editor.port.view()), copiedStyle)
  commit(editor, changes, { label: 'style' })
  const next = { ...style, ...copiedStyle }
  editor.store.setState({ style: next })
  stick(next)
}

export const styleCommands: readonly Command[] = [
  { ...selectionCommand('copyStyle', ['Mod+Alt+C'], copyStyle), whenReadOnly: true },
  {
    ...selectionCommand('pasteStyle', ['Mod+Alt+V'], pasteStyle),
    enabled: (editor) => {
      const { selection, copiedStyle } = editor.store.getState()
      return selection.size > 0 && copiedStyle !== null
    },
  },
]
