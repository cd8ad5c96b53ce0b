import type { Tool } from './tool.ts'
import { quietStep } from './tool-step.ts'

const reachPixels = 6

/** Takes the colours of the shape it is pressed on. */
export const eyedropperTool: Tool<null> = {
  id: 'eyedropper',
  start: null,
  cursor: () => 'crosshair',
  step(_state, event, context) {
    if (event.type !== 'down') return quietStep(null)
    const shape = context.scene.shapeAt(event.point, reachPixels / context.zoom)
    return quietStep(null, { type: 'take-colours', from: shape?.id ?? null }, { type: 'done' })
  },
}
