import { optional } from '../cells/cell.ts'
import { point } from '../cells/list-grammars.ts'
import { boxCells } from './box-cells.ts'
import { leafKind } from './shape-kind.ts'

/** `tail` is the tip of the pointer, relative to the position; absent it points down from the lower left. */
export const callout = leafKind('callout', { ...boxCells, tail: optional(point) })
