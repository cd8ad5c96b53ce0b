import { optional, required } from '../cells/cell.ts'
import { colour } from '../cells/choice-grammars.ts'
import { placedCells } from '../cells/common-cells.ts'
import { strokePoints } from '../cells/list-grammars.ts'
import { inkCells } from '../cells/style-cells.ts'
import { leafKind } from './shape-kind.ts'

export const highlight = leafKind('highlight', {
  ...placedCells,
  ...inkCells,
  stroke: optional(colour, 'yellow'),
  points: required(strokePoints),
})
