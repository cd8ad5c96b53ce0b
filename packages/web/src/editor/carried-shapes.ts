import { booleanCell, boundShapeIds, type CanvasState, type Shape, type ShapeId } from '@flowstate/engine'
import { containersOf } from './containers-of.ts'
import type { Scene } from './renderer/scene.ts'

/** What a drag moves, apart in what only changes its place and what also changes its look. */
export interface CarriedGroup {
  /** The ids it was made for. */
  readonly asked: readonly ShapeId[]
  readonly shapes: readonly Shape[]
  readonly ids: ReadonlySet<ShapeId>
  /** Shapes that have to be painted anew as they move. */
  readonly rest: readonly ShapeId[]
}

/** Whether a shape looks the same wherever these shapes are dragged: no arrow turns, no frame cuts off other parts. */
function isRigid(shape: Shape, moving: ReadonlySet<ShapeId>, view: CanvasState, scene: Scene): boolean {
  for (const target of boundShapeIds(shape)) if (!moving.has(target)) return false
  for (const arrowId of scene.arrowsBoundTo(shape.id)) if (!moving.has(arrowId)) return false
  return containersOf(shape, view).every(
    (parent) => parent.kind !== 'frame' || !booleanCell(parent, 'clip', true) || moving.has(parent.id),
  )
}

function isSameGroup(group: CarriedGroup, ids: readonly ShapeId[], view: CanvasState): boolean {
  return (
    group.asked.length === ids.length &&
    group.asked.every((id, i) => id === ids[i]) &&
    group.shapes.every((shape) => view.get(shape.id) === shape)
  )
}

/**
 * Sorts what is dragged.
 * @param before the group of the last frame, given back as it is where nothing about it has changed
 */
export function carriedGroup(
  ids: readonly ShapeId[],
  options: { readonly view: CanvasState; readonly scene: Scene; readonly before: CarriedGroup | null },
): CarriedGroup {
  const { view, scene, before } = options
  if (before !== null && isSameGroup(before, ids, view)) return before
  const moving = new Set(ids)
  const shapes: Shape[] = []
  const rest: ShapeId[] = []
  for (const id of ids) {
    const shape = view.get(id)
    if (shape === undefined || shape.kind === 'group') continue
    if (isRigid(shape, moving, view, scene)) shapes.push(shape)
    else rest.push(id)
  }
  return { asked: ids, shapes, ids: new Set(shapes.map(({ id }) => id)), rest }
}
