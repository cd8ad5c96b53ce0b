import type { CellValue } from '../change.ts'
import type { HistoryRow } from '../history/history-row.ts'
import type { ShapeId } from '../ids.ts'
import { kindHasCell } from '../shapes/shape-registry.ts'
import { slowText } from './slow-text.ts'

/** A shape as its newest active writes make it. */
export interface ModelShape {
  readonly kind: string
  readonly parentId: ShapeId | null
  readonly cells: ReadonlyMap<string, CellValue>
}

/** What a canvas should show, derived from the whole log (UN1): no order keys, for those may move (UN11). */
export interface ModelCanvas {
  readonly canvas: ReadonlyMap<string, CellValue>
  readonly shapes: ReadonlyMap<ShapeId, ModelShape>
}

function firstPartOf(row: HistoryRow): number {
  return row.version - (row.part?.[0] ?? 1) + 1
}

/** Rows whose writes count: the newest undo or redo row that names them, or a part of their set, decides. */
export function activeRows(rows: readonly HistoryRow[]): readonly HistoryRow[] {
  return rows.filter((row) => {
    if (row.kind === 'undo' || row.kind === 'redo' || row.kind === 'system') return false
    const decides = rows.findLast((mark) =>
      mark.undoOf?.some((version) => firstPartOf(rows[version - 1] as HistoryRow) === firstPartOf(row)),
    )
    return decides?.kind !== 'undo'
  })
}

/** Slow and plain: writes every active row, oldest first, over what is there, dead or alive. */
export function modelCanvas(rows: readonly HistoryRow[]): ModelCanvas {
  const canvas = new Map<string, CellValue>()
  const known = new Map<
    ShapeId,
    { alive: boolean; kind: string; parentId: ShapeId | null; cells: Map<string, CellValue> }
  >()
  for (const row of activeRows(rows)) {
    for (const change of row.changes) {
      if (change.kind === 'create') {
        const { id, kind, parentId, index: _index, ...cells } = change.shape
        const values = Object.entries(cells) as [string, CellValue][]
        known.set(id, { alive: true, kind, parentId, cells: new Map(values) })
      } else if (change.kind === 'delete') {
        for (const id of change.ids) {
          const shape = known.get(id)
          if (shape !== undefined) shape.alive = false
        }
      } else if (change.kind === 'canvas') {
        for (const [cell, value] of Object.entries(change.set)) canvas.set(cell, value)
        for (const cell of change.unset ?? []) canvas.delete(cell)
      } else if (change.kind === 'update') {
        const shape = known.get(change.id)
        if (shape === undefined) continue
        for (const [cell, value] of Object.entries(change.set)) {
          if (cell === 'place') shape.parentId = (value as readonly [ShapeId | null, string])[0]
          else shape.cells.set(cell, value as CellValue)
        }
        for (const cell of change.unset ?? []) shape.cells.delete(cell)
      }
    }
  }
  const shapes = new Map<ShapeId, ModelShape>()
  for (const [id, { alive, ...shape }] of known) {
    const text = slowText(rows, id)
    if (text === undefined) shape.cells.delete('text')
    else shape.cells.set('text', text)
    // What was written while the shape was dead was not judged by its kind.
    for (const cell of shape.cells.keys()) if (!kindHasCell(shape.kind, cell)) shape.cells.delete(cell)
    if (alive) shapes.set(id, shape)
  }
  return { canvas, shapes }
}
