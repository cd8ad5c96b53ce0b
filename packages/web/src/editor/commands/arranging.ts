import { keptPart } from '../../lib/kept-part.ts'

/** What is done with a selection: group, lock, flip, put in order, copy. One key may follow the other at once. */
export const arranging = keptPart(() => import('../arranging/late-arranging.ts'))
