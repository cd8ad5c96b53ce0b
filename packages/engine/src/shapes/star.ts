import { boxCells } from './box-cells.ts'
import { leafKind } from './shape-kind.ts'

export const star = leafKind('star', boxCells)
