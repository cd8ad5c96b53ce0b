import {
  type CanvasState,
  compareSiblings,
  isContainerKind,
  type Shape,
  type ShapeId,
} from '@flowstate/engine'
import { containersOf } from '../containers-of.ts'

/** A shape and the containers it is in, the outermost first. */
function pathTo(shape: Shape, view: CanvasState): readonly Shape[] {
  return [shape, ...containersOf(shape, view)].reverse()
}

/** A container is painted before what is in it, which is painted before the next sibling. */
function comparePaths(a: readonly Shape[], b: readonly Shape[]): number {
  const shared = Math.min(a.length, b.length)
  for (let i = 0; i < shared; i++) {
    const [one, other] = [a[i] as Shape, b[i] as Shape]
    if (one.id !== other.id) return compareSiblings(one, other)
  }
  return a.length - b.length
}

/** Puts a few shapes in paint order, back first, without looking at the others. */
export function inPaintOrder(shapes: Shape[], view: CanvasState): Shape[] {
  if (shapes.every(({ parentId }) => parentId === null)) return shapes.sort(compareSiblings)
  return shapes
    .map((shape) => ({ shape, path: pathTo(shape, view) }))
    .sort((a, b) => comparePaths(a.path, b.path))
    .map(({ shape }) => shape)
}

/** The place in paint order of every shape of a canvas. */
export function rankAll(view: CanvasState): ReadonlyMap<ShapeId, number> {
  const ranks = new Map<ShapeId, number>()
  const visit = (parentId: ShapeId | null): void => {
    for (const shape of view.children(parentId)) {
      ranks.set(shape.id, ranks.size)
      if (isContainerKind(shape.kind)) visit(shape.id)
    }
  }
  visit(null)
  return ranks
}
