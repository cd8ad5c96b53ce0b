import { optional } from '../cells/cell.ts'
import { placedCells } from '../cells/common-cells.ts'
import { proseCells } from '../cells/label-cells.ts'
import { lengthGrammar } from '../cells/number-grammars.ts'
import { limits } from '../limits.ts'
import { leafKind } from './shape-kind.ts'

/** Without `width` the text is as wide as its lines; its height is measured by each reader and never written (OP10). */
export const text = leafKind('text', {
  ...placedCells,
  ...proseCells,
  width: optional(lengthGrammar(0, limits.lengthMax)),
})
