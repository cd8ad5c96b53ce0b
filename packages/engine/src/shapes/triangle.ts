import { boxCells } from './box-cells.ts'
import { leafKind } from './shape-kind.ts'

export const triangle = leafKind('triangle', boxCells)
