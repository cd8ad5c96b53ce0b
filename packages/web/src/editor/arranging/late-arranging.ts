export { copy, cut, paste } from './clipboard-by-menu.ts'
export { flip } from './flip-shapes.ts'
export { group, toggleLock, ungroup } from './group-shapes.ts'
export { backward, forward, toBack, toFront } from './order-shapes.ts'
