import { limits } from '../limits.ts'
import { optional } from './cell.ts'
import { choice, colour } from './choice-grammars.ts'
import { lengthGrammar } from './number-grammars.ts'

const strokeWidth = lengthGrammar(0.5, 100)
const dash = choice('solid', 'dashed', 'dotted')
const fillStyle = choice('none', 'solid', 'hatch', 'cross')
const corner = lengthGrammar(0, limits.lengthMax)

/** Ink of a freehand line. */
export const inkCells = { stroke: optional(colour, 'ink'), strokeWidth: optional(strokeWidth, 2) } as const

/** Ink of an outline, which may be broken. */
export const outlineCells = { ...inkCells, dash: optional(dash, 'solid') } as const

/** The inside of a closed outline. The default fill is none, so the default style paints nothing until a colour is set. */
export const areaCells = { fill: optional(colour, 'none'), fillStyle: optional(fillStyle, 'solid') } as const

export const cornerCell = optional(corner, 0)
