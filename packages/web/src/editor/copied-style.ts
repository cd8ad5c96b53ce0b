import {
  type Cells,
  type CellValue,
  cellDefault,
  kindHasCell,
  type ProposedChange,
  type Shape,
} from '@flowstate/engine'
import { styleCells } from './style-of-selection.ts'

/** How a shape looks: every style cell its kind has, with defaults written out, so that pasting resets them too. */
export function styleOf(shape: Shape): Cells {
  const cells: { [cell: string]: CellValue } = {}
  for (const cell of styleCells) {
    if (!kindHasCell(shape.kind, cell)) continue
    const value = shape[cell] ?? cellDefault(shape.kind, cell)
    if (value !== undefined && value !== null) cells[cell] = value
  }
  return cells
}

/** The changes that give shapes a copied look, as far as their kinds have its cells. Shapes that look so already are left out. */
export function pasteStyleChanges(shapes: readonly Shape[], style: Cells): readonly ProposedChange[] {
  return shapes.flatMap((shape): ProposedChange[] => {
    const before = styleOf(shape)
    const set = Object.fromEntries(
      Object.entries(style).filter(
        ([cell, value]) => kindHasCell(shape.kind, cell) && value !== undefined && before[cell] !== value,
      ),
    )
    return Object.keys(set).length === 0 ? [] : [{ kind: 'update', id: shape.id, set }]
  })
}
