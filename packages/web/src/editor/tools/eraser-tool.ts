import type { Point, ShapeId } from '@flowstate/engine'
import { isLocked, outermostGroup } from '../selection.ts'
import type { Tool, ToolContext } from './tool.ts'
import { draftStep, quietStep } from './tool-step.ts'

type EraserState = { readonly last: Point; readonly marked: ReadonlySet<ShapeId> } | null

/** Shapes along the way from one point to the next, so that a fast stroke misses none. */
function markAlong(from: Point, to: Point, options: { context: ToolContext; reach: number }): ShapeId[] {
  const { context, reach } = options
  const steps = Math.max(1, Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / reach))
  const ids: ShapeId[] = []
  for (let i = 0; i <= steps; i++) {
    const t = i / steps
    const at = { x: from.x + (to.x - from.x) * t, y: from.y + (to.y - from.y) * t }
    const hit = context.scene.shapeAt(at, reach, (shape) => !isLocked(shape, context.view))
    if (hit === null) continue
    ids.push(outermostGroup(hit, context.view, context.enteredGroup).id)
  }
  return ids
}

/** Marks what it touches and deletes it when the pointer is lifted: one stroke is one operation. */
export const eraserTool: Tool<EraserState> = {
  id: 'eraser',
  start: null,
  cursor: () => 'crosshair',
  step(state, event, context) {
    const reach = 6 / context.zoom
    switch (event.type) {
      case 'down': {
        const marked = new Set(markAlong(event.point, event.point, { context, reach }))
        return draftStep<EraserState>({ last: event.point, marked }, { kind: 'none' }, { fading: marked })
      }
      case 'move': {
        if (state === null) return quietStep<EraserState>(null)
        const marked = new Set([...state.marked, ...markAlong(state.last, event.point, { context, reach })])
        return draftStep<EraserState>({ last: event.point, marked }, { kind: 'none' }, { fading: marked })
      }
      case 'up': {
        const ids = [...(state?.marked ?? [])].filter((id) => context.view.get(id) !== undefined)
        if (ids.length === 0) return quietStep<EraserState>(null)
        return quietStep<EraserState>(null, {
          type: 'commit',
          changes: [{ kind: 'delete', ids }],
          label: 'erase',
        })
      }
      case 'cancel':
        return quietStep<EraserState>(null)
    }
  },
}
