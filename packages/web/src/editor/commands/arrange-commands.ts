import { arranging } from './arranging.ts'
import { type Command, selectionCommand } from './command.ts'

export const arrangeCommands: readonly Command[] = [
  selectionCommand('bringForward', ['Mod+]'], (editor) => arranging.use(({ forward }) => forward(editor))),
  selectionCommand('sendBackward', ['Mod+['], (editor) => arranging.use(({ backward }) => backward(editor))),
  selectionCommand('bringToFront', ['Mod+Shift+]'], (editor) =>
    arranging.use(({ toFront }) => toFront(editor)),
  ),
  selectionCommand('sendToBack', ['Mod+Shift+['], (editor) => arranging.use(({ toBack }) => toBack(editor))),
]
