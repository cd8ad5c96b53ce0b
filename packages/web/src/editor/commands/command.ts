import type { Editor } from '../editor.ts'
import type { ToolId } from '../tools/tool-id.ts'
import type { Shortcut } from './shortcut.ts'

/** Names of commands; also the keys of their words. */
export type CommandId =
  | 'undo'
  | 'redo'
  | 'delete'
  | 'duplicate'
  | 'group'
  | 'ungroup'
  | 'toggleLock'
  | 'selectAll'
  | 'bringForward'
  | 'sendBackward'
  | 'bringToFront'
  | 'sendToBack'
  | 'zoomIn'
  | 'zoomOut'
  | 'zoomReset'
  | 'zoomFit'
  | 'zoomSelection'
  | 'escape'
  | 'help'
  | 'toggleGrid'
  | 'editText'
  | 'toggleToolLock'
  | `tool.${ToolId}`

/** A verb of the interface: in menus, on keys, in the help. */
export interface Command {
  readonly id: CommandId
  readonly shortcuts: readonly Shortcut[]
  /** Whether people who may only look can use it too. */
  readonly whenReadOnly: boolean
  enabled(editor: Editor): boolean
  run(editor: Editor): void
}

/** A command that changes the canvas and needs a selection. */
export function selectionCommand(
  id: CommandId,
  shortcuts: readonly Shortcut[],
  run: (editor: Editor) => void,
): Command {
  return {
    id,
    shortcuts,
    whenReadOnly: false,
    enabled: (editor) => editor.store.getState().selection.size > 0,
    run,
  }
}

/** A command that is always there and changes only what is seen. */
export function viewCommand(
  id: CommandId,
  shortcuts: readonly Shortcut[],
  run: (editor: Editor) => void,
): Command {
  return { id, shortcuts, whenReadOnly: true, enabled: () => true, run }
}
