import { applyRow } from '../apply.ts'
import type { CanvasState } from '../canvas-state.ts'
import type { ProposedShape } from '../change.ts'
import { emptyState } from '../layered-state.ts'
import { resolve } from '../resolve.ts'

/** A canvas on which these shapes have just been made, in this order. */
export function stateOfShapes(shapes: readonly ProposedShape[]): CanvasState {
  const state = emptyState()
  const resolved = resolve(
    state,
    shapes.map((shape) => ({ kind: 'create', shape })),
  )
  if (!resolved.ok) throw new Error(`the shapes were refused: ${resolved.error.code}`)
  applyRow(state, { version: 1, changes: resolved.value.changes })
  return state
}
