import {
  type Cells,
  type CellValue,
  cellDefault,
  kindHasCell,
  type ProposedShape,
  type ShapeId,
} from '@flowstate/engine'

/** Corners a new shape of a kind starts with. */
const cornerByKind: ReadonlyMap<string, number> = new Map([
  ['rectangle', 12],
  ['diamond', 12],
])

/** The sticking style's cells a kind has, without those that only say the default. */
export function newShapeStyle(kind: string, style: Cells): Cells {
  const cells: { [cell: string]: CellValue } = {}
  for (const [cell, value] of Object.entries(style)) {
    if (kindHasCell(kind, cell) && cellDefault(kind, cell) !== value) cells[cell] = value
  }
  // A note or frame is its fill: a style without fill would make it invisible.
  if ((kind === 'note' || kind === 'frame') && (cells.fill === 'none' || kind === 'frame')) delete cells.fill
  // The ink one writes with would cover what is marked.
  if (kind === 'highlight' && cells.stroke === 'ink') delete cells.stroke
  const corner = cornerByKind.get(kind)
  if (corner !== undefined && style.corner === undefined) cells.corner = corner
  return cells
}

/** A new shape with the sticking style and the cells its gesture decided. */
export function newShape(
  shape: { readonly id: ShapeId; readonly kind: string; readonly cells: Cells },
  style: Cells,
): ProposedShape {
  return { id: shape.id, kind: shape.kind, ...newShapeStyle(shape.kind, style), ...shape.cells }
}
