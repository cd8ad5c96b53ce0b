import { required } from '../cells/cell.ts'
import { placedCells } from '../cells/common-cells.ts'
import { labelCells } from '../cells/label-cells.ts'
import { pathPoints } from '../cells/list-grammars.ts'
import { outlineCells } from '../cells/style-cells.ts'
import { leafKind } from './shape-kind.ts'

export const line = leafKind('line', {
  ...placedCells,
  ...outlineCells,
  ...labelCells,
  points: required(pathPoints),
})
