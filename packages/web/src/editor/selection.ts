import {
  type Bounds,
  booleanCell,
  type CanvasState,
  type GeometryContext,
  isContainerKind,
  type Shape,
  type ShapeId,
  unionBounds,
  uprightBounds,
} from '@flowstate/engine'
import { containersOf, depthMax } from './containers-of.ts'

/**
 * What a click on a shape means: the outermost group around it, or, inside a group gone into, the outermost one below that.
 */
export function outermostGroup(shape: Shape, view: CanvasState, entered: ShapeId | null): Shape {
  let target = shape
  for (const parent of containersOf(shape, view)) {
    if (parent.id === entered) return target
    if (parent.kind === 'group') target = parent
  }
  return target
}

/** The shapes and everything inside them, in paint order, each once. */
export function withDescendants(ids: Iterable<ShapeId>, view: CanvasState): readonly Shape[] {
  const found = new Map<ShapeId, Shape>()
  const visit = (shape: Shape, depth: number): void => {
    if (found.has(shape.id) || depth > depthMax) return
    found.set(shape.id, shape)
    if (!isContainerKind(shape.kind)) return
    for (const child of view.children(shape.id)) visit(child, depth + 1)
  }
  for (const id of ids) {
    const shape = view.get(id)
    if (shape !== undefined) visit(shape, 0)
  }
  return [...found.values()]
}

/** Whether a shape or a container around it is locked: then it stays as it is, and clicks go through it. */
export function isLocked(shape: Shape, view: CanvasState): boolean {
  return [shape, ...containersOf(shape, view)].some((at) => booleanCell(at, 'locked', false))
}

/** Whether a shape is inside a container, however deep. */
export function isInside(shape: Shape, containerId: ShapeId, view: CanvasState): boolean {
  return containersOf(shape, view).some(({ id }) => id === containerId)
}

/** What can be moved and changed of a selection: everything inside it that is placed and not locked. */
export function movableShapes(ids: Iterable<ShapeId>, view: CanvasState): readonly Shape[] {
  return withDescendants(ids, view).filter((shape) => shape.kind !== 'group' && !isLocked(shape, view))
}

/** What stretches with a selection. A frame that is selected alone gets another size; what is in it stays as it is. */
export function stretchableShapes(ids: ReadonlySet<ShapeId>, view: CanvasState): readonly Shape[] {
  const shapes = movableShapes(ids, view)
  const [id] = ids
  const alone = ids.size === 1 && id !== undefined && view.get(id)?.kind === 'frame'
  return alone ? shapes.filter((shape) => shape.id === id) : shapes
}

/** The upright box around a selection; null when it holds nothing that is drawn. */
export function selectionBounds(
  ids: Iterable<ShapeId>,
  view: CanvasState,
  context: GeometryContext,
): Bounds | null {
  const boxes = withDescendants(ids, view)
    .filter((shape) => shape.kind !== 'group')
    .map((shape) => uprightBounds(shape, context))
  return unionBounds(boxes)
}

/** Ids of a selection that are still alive. */
export function livingIds(ids: Iterable<ShapeId>, view: CanvasState): readonly ShapeId[] {
  return [...ids].filter((id) => view.get(id) !== undefined)
}

/** Shapes in the order they are painted in; what is inside of another of them comes along by itself. */
export function topmostInOrder(ids: ReadonlySet<ShapeId>, view: CanvasState): readonly Shape[] {
  const found: Shape[] = []
  const visit = (parentId: ShapeId | null): void => {
    for (const shape of view.children(parentId)) {
      if (ids.has(shape.id)) found.push(shape)
      else visit(shape.id)
    }
  }
  visit(null)
  return found
}

/** The shape that is selected, where it is one alone. */
export function theOnlyOne(ids: ReadonlySet<ShapeId>, view: CanvasState): Shape | null {
  const [id, ...others] = ids
  return (others.length === 0 && id !== undefined && view.get(id)) || null
}
