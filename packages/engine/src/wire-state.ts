import type { CanvasState } from './canvas-state.ts'
import type { Cells } from './change.ts'
import { emptyState, writable } from './layered-state.ts'
import type { Shape } from './shapes/shape.ts'

/** A state as REST and `sync` carry it. Shapes come by id in code-unit order, so that equal states are equal bytes. */
export interface WireState {
  readonly version: number
  readonly canvas: Cells
  readonly shapes: readonly Shape[]
}

export function stateToWire(state: CanvasState): WireState {
  const shapes = [...state.shapes()].sort((a, b) => (a.id < b.id ? -1 : 1))
  return { version: state.version, canvas: state.canvas, shapes }
}

/**
 * The state a server sent; the shapes may come in any order. The dead are not sent (SN3): what a client predicts on their
 * ids is refused as unknown until it has seen the rows.
 */
export function stateFromWire(wire: WireState): CanvasState {
  const state = emptyState()
  const target = writable(state)
  target.fill(wire.shapes)
  target.setCanvas(wire.canvas)
  target.setVersion(wire.version)
  return state
}
