import {
  bindingOf,
  boundShapeIds,
  type CanvasState,
  type CellValue,
  type GeometryContext,
  linearPoints,
  type ProposedChange,
  type ProposedShape,
  positionOf,
  type Shape,
  type ShapeId,
} from '@flowstate/engine'
import { withDescendants } from './selection.ts'
import { placedPoints } from './tools/linear-tool.ts'

const structural: ReadonlySet<string> = new Set([
  'id',
  'kind',
  'parentId',
  'index',
  'createdVersion',
  'updatedVersion',
])

/** Cells of a shape, without what the log adds to it. */
function cellsOf(shape: Shape): { [cell: string]: CellValue } {
  const cells: { [cell: string]: CellValue } = {}
  for (const [cell, value] of Object.entries(shape)) {
    if (!structural.has(cell) && value !== null) cells[cell] = value
  }
  return cells
}

/** Shapes as they are seen: tied arrows lie where their ends are now, should a copy be tied to nothing. */
export function asSeen(shapes: Iterable<Shape>, geometry: GeometryContext): readonly Shape[] {
  return [...shapes].map((shape) =>
    boundShapeIds(shape).length === 0 ? shape : { ...shape, ...placedPoints(linearPoints(shape, geometry)) },
  )
}

/**
 * Creates that repeat shapes under new ids, moved by an offset. Groups keep their members, arrows among the copies stay tied to
 * the copies, and ends tied to something left behind become free.
 */
export function copyChanges(
  shapes: readonly Shape[],
  options: { dx: number; dy: number; newShapeId(): ShapeId },
): { readonly changes: readonly ProposedChange[]; readonly ids: ReadonlyMap<ShapeId, ShapeId> } {
  const ids = new Map(shapes.map((shape) => [shape.id, options.newShapeId()]))
  const changes = shapes.map((shape): ProposedChange => {
    const cells = cellsOf(shape)
    if (shape.kind !== 'group') {
      const { x, y } = positionOf(shape)
      cells.position = [x + options.dx, y + options.dy]
    }
    for (const end of ['start', 'end'] as const) {
      const binding = bindingOf(shape, end)
      if (binding === null) continue
      const shapeId = ids.get(binding.shapeId)
      if (shapeId === undefined) delete cells[end]
      else cells[end] = { shapeId, anchor: binding.anchor }
    }
    const parentId = shape.parentId === null ? undefined : (ids.get(shape.parentId) ?? shape.parentId)
    const copy: ProposedShape = {
      id: ids.get(shape.id) ?? options.newShapeId(),
      kind: shape.kind,
      ...(parentId === undefined ? {} : { parentId }),
      ...cells,
    }
    return { kind: 'create', shape: copy }
  })
  return { changes, ids }
}

/** Copies of a selection with everything inside it; `selected` are the copies of the selected shapes themselves. */
export function duplicateChanges(
  selection: Iterable<ShapeId>,
  view: CanvasState,
  options: { dx: number; dy: number; newShapeId(): ShapeId; readonly geometry: GeometryContext },
): { readonly changes: readonly ProposedChange[]; readonly selected: readonly ShapeId[] } {
  const top = [...selection]
  const { changes, ids } = copyChanges(asSeen(withDescendants(top, view), options.geometry), options)
  return { changes, selected: top.flatMap((id) => ids.get(id) ?? []) }
}
