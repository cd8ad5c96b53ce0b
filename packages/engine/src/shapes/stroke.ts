import { optional, required } from '../cells/cell.ts'
import { placedCells } from '../cells/common-cells.ts'
import { mirror, strokePoints } from '../cells/list-grammars.ts'
import { outlineCells } from '../cells/style-cells.ts'
import { leafKind } from './shape-kind.ts'

export const stroke = leafKind('stroke', {
  ...placedCells,
  ...outlineCells,
  points: required(strokePoints),
  flip: optional(mirror, [false, false]),
})
