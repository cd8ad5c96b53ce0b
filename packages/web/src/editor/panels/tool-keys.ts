import { commands } from '../commands/command-registry.ts'
import type { Shortcut } from '../commands/shortcut.ts'
import type { ToolId } from '../tools/tool-id.ts'

/** The keys that take a tool. */
export function keysOf(tool: ToolId): readonly Shortcut[] {
  return commands.find((command) => command.id === `tool.${tool}`)?.shortcuts ?? []
}
