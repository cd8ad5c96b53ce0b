import { everyKindCells } from '../cells/common-cells.ts'
import { containerKind } from './shape-kind.ts'

/** A group stands where its children stand; it has no position of its own. */
export const group = containerKind('group', everyKindCells)
