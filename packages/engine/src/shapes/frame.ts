import { optional } from '../cells/cell.ts'
import { colour, flag } from '../cells/choice-grammars.ts'
import { sizedCells } from '../cells/common-cells.ts'
import { containerKind } from './shape-kind.ts'

/** `clip` hides what its children draw outside of it. */
export const frame = containerKind('frame', {
  ...sizedCells,
  fill: optional(colour, 'white'),
  clip: optional(flag, true),
})
