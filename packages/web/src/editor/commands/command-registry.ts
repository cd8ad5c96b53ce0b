import type { Editor } from '../editor.ts'
import { alignCommands } from './align-commands.ts'
import { appCommands } from './app-commands.ts'
import { arrangeCommands } from './arrange-commands.ts'
import { clipboardCommands } from './clipboard-commands.ts'
import type { Command, CommandId, MenuWord } from './command.ts'
import { editCommands } from './edit-commands.ts'
import { flipCommands } from './flip-commands.ts'
import { followCommands } from './follow-commands.ts'
import { groupCommands } from './group-commands.ts'
import { linkCommands } from './link-commands.ts'
import { navigateCommands } from './navigate-commands.ts'
import { shapingCommands } from './shaping-commands.ts'
import { type KeyPress, matchesShortcut } from './shortcut.ts'
import { styleCommands } from './style-commands.ts'
import { toolCommands } from './tool-commands.ts'
import { transferCommands } from './transfer-commands.ts'
import { viewCommands } from './view-commands.ts'
import { walkCommands } from './walk-commands.ts'

/** Commands that belong together, under a heading in the help. */
interface CommandSection {
  readonly title: MenuWord
  readonly commands: readonly Command[]
}

/** Every command there is: new ones are a file with a list, its words, and the list here. */
export const commandSections: readonly CommandSection[] = [
  { title: 'section.tools', commands: toolCommands },
  {
    title: 'section.edit',
    commands: [
      ...editCommands,
      ...clipboardCommands,
      ...styleCommands,
      ...linkCommands,
      ...walkCommands,
      ...shapingCommands,
    ],
  },
  {
    title: 'section.arrange',
    commands: [...groupCommands, ...arrangeCommands, ...flipCommands, ...alignCommands],
  },
  { title: 'section.view', commands: [...viewCommands, ...navigateCommands, ...followCommands] },
  { title: 'section.app', commands: [...transferCommands, ...appCommands] },
]

export const commands: readonly Command[] = commandSections.flatMap((section) => section.commands)

const commandsById = new Map(commands.map((command) => [command.id, command]))

export function commandOf(id: CommandId): Command {
  const command = commandsById.get(id)
  if (command === undefined) throw new Error(`No command ${id}`)
  return command
}

export function commandEnabled(command: Command, editor: Editor): boolean {
  if (editor.store.getState().readOnly && !command.whenReadOnly) return false
  return command.enabled(editor)
}

/** Runs a command by its id, if it may run now. */
export function runCommand(editor: Editor, id: CommandId): void {
  const command = commandOf(id)
  if (commandEnabled(command, editor)) command.run(editor)
}

/** The command a key press stands for, whether or not it may run now. */
export function commandForKey(press: KeyPress): Command | null {
  const found = commands.find(
    (command) =>
      command.keysTakenElsewhere !== true &&
      command.shortcuts.some((shortcut) => matchesShortcut(press, shortcut)),
  )
  return found ?? null
}
