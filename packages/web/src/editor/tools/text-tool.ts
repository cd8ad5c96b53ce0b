import type { Tool } from './tool.ts'
import { quietStep } from './tool-step.ts'

/** A click starts a text; on a text it edits that one. */
export const textTool: Tool<null> = {
  id: 'text',
  start: null,
  cursor: () => 'text',
  step(_state, event, context) {
    if (event.type !== 'up') return quietStep(null)
    const hit = context.scene.shapeAt(event.point, 4 / context.zoom)
    if (hit !== null && hit.kind === 'text') {
      return quietStep(null, { type: 'done' }, { type: 'edit-text', id: hit.id })
    }
    return quietStep(null, { type: 'done' }, { type: 'new-text', at: event.point })
  },
}
