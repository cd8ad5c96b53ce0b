import { cornerCell } from '../cells/style-cells.ts'
import { boxCells } from './box-cells.ts'
import { leafKind } from './shape-kind.ts'

export const diamond = leafKind('diamond', { ...boxCells, corner: cornerCell })
