import type { Tool } from './tool.ts'
import { quietStep } from './tool-step.ts'

interface LaserState {
  readonly isDown: boolean
}

/** Points at things while the button is down: a trail that others see and that fades. Nothing of it is kept. */
export const laserTool: Tool<LaserState> = {
  id: 'laser',
  start: { isDown: false },
  cursor: () => 'crosshair',
  step({ isDown }, event) {
    switch (event.type) {
      case 'down':
        return quietStep({ isDown: true }, { type: 'laser', at: event.point })
      case 'move':
        return isDown ? quietStep({ isDown }, { type: 'laser', at: event.point }) : quietStep({ isDown })
      case 'up':
      case 'cancel':
        return quietStep({ isDown: false })
    }
  },
}
