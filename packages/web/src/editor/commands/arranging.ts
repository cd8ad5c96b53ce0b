import { keptPart } from '../../lib/kept-part.ts'

/** What keys do with a selection: group, lock, flip, put in order, walk on to the next. One may follow the other at once. */
export const arranging = keptPart(() => import('../arranging/late-arranging.ts'))
