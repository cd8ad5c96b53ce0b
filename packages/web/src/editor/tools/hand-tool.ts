import type { Point } from '@flowstate/engine'
import type { Tool } from './tool.ts'
import { quietStep } from './tool-step.ts'

type HandState = { readonly last: Point } | null

/** Moves the view with the pointer. */
export const handTool: Tool<HandState> = {
  id: 'hand',
  start: null,
  cursor: () => 'grab',
  step(state, event) {
    switch (event.type) {
      case 'down':
        return quietStep<HandState>({ last: event.screen })
      case 'move':
        if (state === null) return quietStep<HandState>(null)
        return quietStep<HandState>(
          { last: event.screen },
          { type: 'pan', dx: event.screen.x - state.last.x, dy: event.screen.y - state.last.y },
        )
      case 'up':
      case 'cancel':
        return quietStep<HandState>(null)
    }
  },
}
