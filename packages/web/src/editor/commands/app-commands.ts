import type { Editor } from '../editor.ts'
import { select } from '../editor.ts'
import type { DialogId } from '../editor-store.ts'
import { openingMenu } from '../opening-menu.ts'
import { type Command, viewCommand } from './command.ts'

const toggleDialog = (dialog: DialogId) => (editor: Editor) =>
  editor.store.setState({ dialog: editor.store.getState().dialog === dialog ? null : dialog })

/** Escape leaves one thing at a time: the focus mode, whom one follows, the group, the selection, the tool. */
function leaveOne(editor: Editor): void {
  const { selection, enteredGroup, tool, following, scenery } = editor.store.getState()
  if (scenery !== 'islands') editor.store.setState({ scenery: 'islands' })
  else if (following !== null) editor.store.setState({ following: null })
  else if (enteredGroup !== null)
    editor.store.setState({ enteredGroup: null, selection: new Set([enteredGroup]) })
  else if (selection.size > 0) select(editor, [])
  else if (tool !== 'select') editor.store.setState({ tool: 'select', toolLocked: false })
}

export const appCommands: readonly Command[] = [
  viewCommand('palette', ['Mod+K'], toggleDialog('palette')),
  viewCommand('openMenu', ['ContextMenu', 'Shift+F10'], (editor) =>
    openingMenu.use(({ openMenuOfSelection }) => openMenuOfSelection(editor)),
  ),
  viewCommand('help', ['?'], toggleDialog('help')),
  viewCommand('escape', ['Escape'], leaveOne),
]
