import type { Editor } from '../editor.ts'
import type { helpEnglish } from '../panels/help-english.ts'
import type { ToolId } from '../tools/tool-id.ts'
import type { commandEnglish } from './command-english.ts'
import type { lateCommandEnglish } from './late-command-english.ts'
import type { Shortcut } from './shortcut.ts'

/** Names of commands; also the keys of their words. */
export type CommandId = keyof typeof commandEnglish | keyof typeof lateCommandEnglish | `tool.${ToolId}`

/** Words that are headings and entries of menus. */
export type MenuWord = Extract<keyof typeof helpEnglish, `menu.${string}` | `section.${string}`>

/** A verb of the interface: on keys, in the context menu, in the palette, in the help. */
export interface Command {
  readonly id: CommandId
  readonly shortcuts: readonly Shortcut[]
  /** Whether people who may only look can use it too. */
  readonly whenReadOnly: boolean
  /** Its keys mean it only at times, or are the browser's own: shown with it, but taken elsewhere. */
  readonly keysTakenElsewhere?: true
  enabled(editor: Editor): boolean
  run(editor: Editor): void
  /** What it is called where it is clear what it will do; its name where this is left out. */
  title?(editor: Editor): MenuWord
}

type Run = (editor: Editor) => void

/** A command that changes the canvas and needs a selection. */
export function selectionCommand(id: CommandId, shortcuts: readonly Shortcut[], run: Run): Command {
  return {
    id,
    shortcuts,
    whenReadOnly: false,
    enabled: (editor) => editor.store.getState().selection.size > 0,
    run,
  }
}

/** A command that is always there and changes only what is seen. */
export function viewCommand(id: CommandId, shortcuts: readonly Shortcut[], run: Run): Command {
  return { id, shortcuts, whenReadOnly: true, enabled: () => true, run }
}
