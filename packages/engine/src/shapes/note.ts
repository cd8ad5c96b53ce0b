import { optional } from '../cells/cell.ts'
import { colour } from '../cells/choice-grammars.ts'
import { sizedCells } from '../cells/common-cells.ts'
import { labelCells } from '../cells/label-cells.ts'
import { leafKind } from './shape-kind.ts'

export const note = leafKind('note', { ...sizedCells, ...labelCells, fill: optional(colour, 'yellow') })
