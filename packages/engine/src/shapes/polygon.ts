import { optional } from '../cells/cell.ts'
import { integerGrammar } from '../cells/number-grammars.ts'
import { boxCells } from './box-cells.ts'
import { leafKind } from './shape-kind.ts'

export const polygon = leafKind('polygon', { ...boxCells, sides: optional(integerGrammar(3, 12), 5) })
