import { keptPart } from '../../lib/kept-part.ts'
import type { Editor } from '../editor.ts'
import { type Command, selectionCommand } from './command.ts'

/** One key after the other: what is copied can be pasted at once. */
export const copyingStyle = keptPart(() => import('../copy-style.ts'))

/** With what is selected now: as long as the code is not there, hands go on. */
const withSelection =
  (work: 'copyStyle' | 'pasteStyle') =>
  (editor: Editor): void => {
    const { selection } = editor.store.getState()
    copyingStyle.use((part) => part[work](editor, selection))
  }

export const styleCommands: readonly Command[] = [
  {
    ...selectionCommand('copyStyle', ['Mod+Alt+C'], withSelection('copyStyle')),
    whenReadOnly: true,
  },
  {
    ...selectionCommand('pasteStyle', ['Mod+Alt+V'], withSelection('pasteStyle')),
    enabled: (editor) => {
      const { selection, copiedStyle } = editor.store.getState()
      // A style may be about to be copied.
      return selection.size > 0 && (copiedStyle !== null || copyingStyle.now() === null)
    },
  },
]
