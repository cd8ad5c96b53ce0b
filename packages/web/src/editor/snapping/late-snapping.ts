export { guideOverlay } from '../overlays/guide-overlay.ts'
export { snapBox, snapPoint } from './snap-box.ts'
export { snapPixels, snapTargets } from './snap-targets.ts'
