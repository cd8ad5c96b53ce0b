import { optional } from '../cells/cell.ts'
import { choice } from '../cells/choice-grammars.ts'
import { binding } from '../cells/list-grammars.ts'
import { line } from './line.ts'
import { leafKind } from './shape-kind.ts'

const head = choice('none', 'arrow', 'triangle', 'dot', 'bar', 'diamond')
const route = choice('straight', 'curved', 'elbow')

/** `start` and `end` bind the ends to shapes; absent is free. A binding to a dead shape keeps the last point (OP6). */
export const arrow = leafKind('arrow', {
  ...line.cells,
  start: optional(binding),
  end: optional(binding),
  startHead: optional(head, 'none'),
  endHead: optional(head, 'arrow'),
  route: optional(route, 'straight'),
})
