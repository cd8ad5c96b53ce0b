import type { Editor } from '../editor.ts'
import type { Shortcut } from './shortcut.ts'

/** A verb of the interface: in menus, on keys, in the help. `id` is also the key of its words. */
export interface Command {
  readonly id: string
  readonly shortcuts: readonly Shortcut[]
  /** Whether people who may only look can use it too. */
  readonly whenReadOnly: boolean
  enabled(editor: Editor): boolean
  run(editor: Editor): void
}

/** A command that changes the canvas and needs a selection. */
export function selectionCommand(
  id: string,
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
  id: string,
  shortcuts: readonly Shortcut[],
  run: (editor: Editor) => void,
): Command {
  return { id, shortcuts, whenReadOnly: true, enabled: () => true, run }
}
