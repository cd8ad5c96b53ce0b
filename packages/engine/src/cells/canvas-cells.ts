import { type CellsOf, optional } from './cell.ts'
import { choice, colour } from './choice-grammars.ts'

/** Cells of the canvas itself. */
export const canvasCells = {
  background: optional(colour, 'white'),
  grid: optional(choice('none', 'dots', 'lines'), 'dots'),
} as const

export type CanvasCells = CellsOf<typeof canvasCells>
