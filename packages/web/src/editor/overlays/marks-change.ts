import { type CanvasState, isContainerKind, type ShapeId } from '@flowstate/engine'
import type { Scene } from '../renderer/scene.ts'

/**
 * Whether marks around shapes may look different after others have changed: a canvas over the whole window is painted for them.
 * Answers rather too often than not: what is in a container, or locked by one, is not looked into.
 */
export function marksChange(
  marked: ReadonlySet<ShapeId>,
  changed: ReadonlySet<ShapeId>,
  options: { readonly view: CanvasState; readonly scene: Pick<Scene, 'arrowsBoundTo'> },
): boolean {
  const { view, scene } = options
  const mayHold = (id: ShapeId): boolean => {
    const shape = view.get(id)
    return shape === undefined || isContainerKind(shape.kind)
  }
  if (marked.size === 0) return false
  for (const id of marked) if (mayHold(id)) return true
  for (const id of changed) {
    if (marked.has(id) || mayHold(id)) return true
    for (const arrowId of scene.arrowsBoundTo(id)) if (marked.has(arrowId)) return true
  }
  return false
}
