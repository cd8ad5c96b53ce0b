import { type Cells, type CellValue, grammarOfCell } from '@flowstate/engine'
import { storedValue } from '../lib/stored-value.ts'
import { styleCells } from './style-of-selection.ts'

const startStyle: Cells = { stroke: 'ink', fill: 'none', strokeWidth: 2, font: 'hand', fontSize: 20 }

/** What an earlier visit has left, as far as it still means something. */
function parse(stored: unknown): Cells | null {
  if (typeof stored !== 'object' || stored === null) return null
  const known = new Map<string, unknown>(Object.entries(stored))
  const cells: { [cell: string]: CellValue } = {}
  for (const cell of styleCells) {
    const value = grammarOfCell(cell)?.normalise(known.get(cell))
    if (value !== undefined) cells[cell] = value
  }
  return cells
}

const stored = storedValue<Cells>('style', {}, parse)

/** The style last chosen in this browser. */
export function stickingStyle(): Cells {
  return { ...startStyle, ...stored.read() }
}

/** Makes a style stick to what is drawn next, also after a reload. */
export function stick(style: Cells): void {
  stored.write(style)
}
