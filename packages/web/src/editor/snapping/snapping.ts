import { keptPart } from '../../lib/kept-part.ts'
import type { Modifiers, ToolContext } from '../tools/tool.ts'

/** Fetched after the first moment: a drag before that snaps to nothing. */
export const snapping = keptPart(() => import('./late-snapping.ts'))

/** Mod turns round what was chosen, for as long as it is held. */
export function isSnapping(event: Modifiers, context: ToolContext): boolean {
  return context.snapping !== event.mod
}
