import { walkShapes } from '../walk-shapes.ts'
import { type Command, viewCommand } from './command.ts'

/** Tab means the walk only while the canvas has the focus: the keyboard input sees to that. */
export const walkCommands: readonly Command[] = [
  {
    ...viewCommand('selectNext', ['Tab'], (editor) => walkShapes(editor, 1)),
    keysTakenElsewhere: true,
    enabled: (editor) => editor.port.view().size > 0,
  },
  {
    ...viewCommand('selectPrevious', ['Shift+Tab'], (editor) => walkShapes(editor, -1)),
    keysTakenElsewhere: true,
    enabled: (editor) => editor.port.view().size > 0,
  },
]
