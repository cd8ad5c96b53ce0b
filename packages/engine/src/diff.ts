import type { CanvasState } from './canvas-state.ts'
import type { CellValue, Change, Place } from './change.ts'
import type { ShapeId } from './ids.ts'
import { canvasDifference, cellOf, effectiveShape, shapeDifference } from './shape-cells.ts'
import type { Shape } from './shapes/shape.ts'

/** Shapes of both sides that are not the very same object, by id in code-unit order. */
function differingIds(a: CanvasState, b: CanvasState): readonly ShapeId[] {
  const ids: ShapeId[] = []
  for (const shape of a.shapes()) if (b.get(shape.id) !== shape) ids.push(shape.id)
  for (const shape of b.shapes()) if (a.get(shape.id) === undefined) ids.push(shape.id)
  return ids.sort()
}

/**
 * The effective changes that lead from one state to another, with only the cells that differ:
 * `apply(a, diff(a, b))` equals `b` as canvases, authorship aside. The order is the order of ids, whatever the states went
 * through before.
 */
export function diff(a: CanvasState, b: CanvasState): readonly Change[] {
  const changes: Change[] = []
  const gone: ShapeId[] = []
  for (const id of differingIds(a, b)) {
    const from = a.get(id)
    const to = b.get(id)
    if (to === undefined) gone.push(id)
    else if (from === undefined || from.kind !== to.kind)
      changes.push({ kind: 'create', shape: effectiveShape(to) })
    else {
      const edit = shapeDifference(from, to)
      if (edit !== undefined) changes.push({ kind: 'update', id, ...edit })
    }
  }
  if (gone.length > 0) changes.push({ kind: 'delete', ids: gone })
  const canvas = canvasDifference(a.canvas, b.canvas)
  if (canvas !== undefined) changes.push({ kind: 'canvas', ...canvas })
  return changes
}

/** From and to; null is absent. */
export type CellComparison = readonly [from: CellValue | Place | null, to: CellValue | Place | null]

export interface ShapeComparison {
  readonly id: ShapeId
  readonly kind: string
  readonly cells: { readonly [cell: string]: CellComparison }
}

export interface Comparison {
  readonly added: readonly Shape[]
  readonly removed: readonly Shape[]
  readonly changed: readonly ShapeComparison[]
  /** Differing cells of the canvas itself. */
  readonly canvas: { readonly [cell: string]: CellComparison }
}

function compareCells(
  edit: { readonly set: object; readonly unset?: readonly string[] },
  from: (cell: string) => CellValue | Place | undefined,
  to: (cell: string) => CellValue | Place | undefined,
): { readonly [cell: string]: CellComparison } {
  const names = [...Object.keys(edit.set), ...(edit.unset ?? [])].sort()
  return Object.fromEntries(names.map((cell) => [cell, [from(cell) ?? null, to(cell) ?? null] as const]))
}

/** What a reader wants to know about two states, in either order (RS2). Parent and order compare as the cell `place`. */
export function compare(a: CanvasState, b: CanvasState): Comparison {
  const added: Shape[] = []
  const removed: Shape[] = []
  const changed: ShapeComparison[] = []
  for (const id of differingIds(a, b)) {
    const from = a.get(id)
    const to = b.get(id)
    if (from !== undefined && to !== undefined && from.kind === to.kind) {
      const edit = shapeDifference(from, to)
      if (edit === undefined) continue
      const cells = compareCells(
        edit,
        (cell) => cellOf(from, cell),
        (cell) => cellOf(to, cell),
      )
      changed.push({ id, kind: to.kind, cells })
      continue
    }
    if (from !== undefined) removed.push(from)
    if (to !== undefined) added.push(to)
  }
  const edit = canvasDifference(a.canvas, b.canvas)
  const canvas =
    edit === undefined
      ? {}
      : compareCells(
          edit,
          (cell) => a.canvas[cell],
          (cell) => b.canvas[cell],
        )
  return { added, removed, changed, canvas }
}
