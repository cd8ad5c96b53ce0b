import type { PointerInput } from './tool.ts'

/** What a mouse tells at a spot, where canvas units are pixels. */
export const pointerInputAt = (x: number, y: number, more: Partial<PointerInput> = {}): PointerInput => ({
  point: { x, y },
  screen: { x, y },
  pressure: 0.5,
  pointerType: 'mouse',
  timeMs: 0,
  shift: false,
  alt: false,
  mod: false,
  ...more,
})
