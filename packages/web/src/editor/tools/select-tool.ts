import { handleAt, handleCursor } from '../selection-frame.ts'
import { drag, release } from './select-drag.ts'
import { freeShapeAt, graspableFrame, press } from './select-press.ts'
import { idle, type SelectState } from './select-state.ts'
import type { Tool } from './tool.ts'
import { quietStep } from './tool-step.ts'

/** Picks, moves, stretches and turns shapes. */
export const selectTool: Tool<SelectState> = {
  id: 'select',
  start: idle,
  cursor(point, context) {
    const frame = graspableFrame(context)
    const hit = frame === null ? null : handleAt(frame, point, { zoom: context.zoom, touch: false })
    if (frame !== null && hit !== null) return handleCursor(hit, frame.kind === 'box' ? frame.rotation : 0)
    if (freeShapeAt(point, 6 / context.zoom, context) !== null) return context.readOnly ? 'default' : 'move'
    return 'default'
  },
  step(state, event, context) {
    switch (event.type) {
      case 'down':
        return press(event, context)
      case 'move':
        return drag(state, event, context)
      case 'up':
        return release(state, event, context)
      case 'cancel':
        return state.name === 'boxing'
          ? quietStep(idle, { type: 'select', ids: state.before })
          : quietStep(idle)
    }
  },
}
