import { storedValue } from '../../lib/stored-value.ts'
import type { Command } from '../commands/command.ts'
import { commands } from '../commands/command-registry.ts'

const recentMax = 5

const stored = storedValue<readonly string[]>('recentCommands', [], (value) =>
  Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : null,
)

/** Commands taken from the palette, the last first. */
export function recentCommands(): readonly Command[] {
  return stored.read().flatMap((id) => commands.find((command) => command.id === id) ?? [])
}

export function rememberCommand({ id }: Command): void {
  stored.write([id, ...stored.read().filter((other) => other !== id)].slice(0, recentMax))
}
