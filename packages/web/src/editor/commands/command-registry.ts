import type { Editor } from '../editor.ts'
import { arrangeCommands } from './arrange-commands.ts'
import type { Command, CommandId } from './command.ts'
import { editCommands } from './edit-commands.ts'
import { type KeyPress, matchesShortcut } from './shortcut.ts'
import { viewCommands } from './view-commands.ts'

/** Every command there is: a new one is an entry in one of these lists. */
export const commands: readonly Command[] = [...editCommands, ...arrangeCommands, ...viewCommands]

const commandsById = new Map(commands.map((command) => [command.id, command]))

export function commandEnabled(command: Command, editor: Editor): boolean {
  if (editor.store.getState().readOnly && !command.whenReadOnly) return false
  return command.enabled(editor)
}

/** Runs a command by its id, if it is there and may run now. */
export function runCommand(editor: Editor, id: CommandId): void {
  const command = commandsById.get(id)
  if (command !== undefined && commandEnabled(command, editor)) command.run(editor)
}

/** The command a key press stands for, whether or not it may run now. */
export function commandForKey(press: KeyPress): Command | null {
  return (
    commands.find((command) => command.shortcuts.some((shortcut) => matchesShortcut(press, shortcut))) ?? null
  )
}
