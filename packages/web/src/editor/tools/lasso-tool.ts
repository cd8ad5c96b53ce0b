import type { SelectState } from './select-state.ts'
import { selectTool } from './select-tool.ts'
import type { Tool } from './tool.ts'

/** The select tool with Alt held in the moment of the press: beside everything it draws a loop instead of a box. */
export const lassoTool: Tool<SelectState> = {
  ...selectTool,
  id: 'lasso',
  step(state, event, context) {
    if (event.type === 'down') return selectTool.step(state, { ...event, alt: true }, context)
    const step = selectTool.step(state, event, context)
    return event.type === 'up' ? { ...step, effects: [...step.effects, { type: 'done' }] } : step
  },
}
