import type { CanvasState } from './canvas-state.ts'
import type { Change } from './change.ts'
import type { ShapeId } from './ids.ts'
import { freshKeys } from './order-key.ts'

/**
 * Changes of the `system` row that gives the children of a container short keys again, in the order they have (OP8). What
 * only reads as standing on the canvas keeps the parent it names (OP6).
 */
export function rebalanceChildren(state: CanvasState, parentId: ShapeId | null): readonly Change[] {
  const children = state.children(parentId)
  const keys = freshKeys(children.length)
  const changes: Change[] = []
  for (const [position, shape] of children.entries()) {
    const key = keys[position] as string
    if (key === shape.index) continue
    changes.push({ kind: 'update', id: shape.id, set: { place: [shape.parentId, key] } })
  }
  return changes
}
