import type { CanvasState, Shape } from '@flowstate/engine'

/** Deeper than people nest; what others' changes may tie into a ring ends somewhere. */
export const depthMax = 32

/** The containers a shape is in, from the inside out. */
export function containersOf(shape: Shape, view: CanvasState): readonly Shape[] {
  const found: Shape[] = []
  for (let at = shape; found.length < depthMax; ) {
    const parentId = view.effectiveParent(at)
    const parent = parentId === null ? undefined : view.get(parentId)
    if (parent === undefined) break
    found.push(parent)
    at = parent
  }
  return found
}
