import { arranging } from './arranging.ts'
import { type Command, selectionCommand } from './command.ts'
import { hasDeletable } from './edit-commands.ts'

/** The keys are the browser's own: its events carry the clipboard without asking for permission. */
export const clipboardCommands: readonly Command[] = [
  {
    ...selectionCommand('cut', ['Mod+X'], (editor) => arranging.use(({ cut }) => void cut(editor))),
    enabled: hasDeletable,
    keysTakenElsewhere: true,
  },
  {
    ...selectionCommand('copySelection', ['Mod+C'], (editor) =>
      arranging.use(({ copy }) => void copy(editor)),
    ),
    whenReadOnly: true,
    keysTakenElsewhere: true,
  },
  {
    ...selectionCommand('paste', ['Mod+V'], (editor) => arranging.use(({ paste }) => void paste(editor))),
    enabled: () => true,
    keysTakenElsewhere: true,
  },
]
