import { keptPart } from '../lib/kept-part.ts'

/** What opens the context menu, by pointer and by key. */
export const openingMenu = keptPart(() => import('./open-context-menu.ts'))
