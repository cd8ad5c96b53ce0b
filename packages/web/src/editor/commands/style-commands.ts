import { keptPart } from '../../lib/kept-part.ts'
import { type Command, selectionCommand } from './command.ts'

/** One key after the other: what is copied can be pasted at once. */
export const copyingStyle = keptPart(() => import('../copy-style.ts'))

export const styleCommands: readonly Command[] = [
  {
    ...selectionCommand('copyStyle', ['Mod+Alt+C'], (editor) =>
      copyingStyle.use(({ copyStyle }) => copyStyle(editor)),
    ),
    whenReadOnly: true,
  },
  {
    ...selectionCommand('pasteStyle', ['Mod+Alt+V'], (editor) =>
      copyingStyle.use(({ pasteStyle }) => pasteStyle(editor)),
    ),
    enabled: (editor) => {
      const { selection, copiedStyle } = editor.store.getState()
      return selection.size > 0 && copiedStyle !== null
    },
  },
]
