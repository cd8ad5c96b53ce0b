import type { TileSurface } from './tile-surface.ts'

/** A canvas to paint on once and to draw, move or stretch afterwards. */
export function createSurface(
  width: number,
  height: number,
): TileSurface & { readonly image: HTMLCanvasElement } {
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const context = canvas.getContext('2d', { alpha: false })
  if (context === null) throw new Error('This browser gives no 2D canvas')
  return { context, image: canvas }
}

/** Takes the place of a layer among the canvases of a stage. */
export function layOut(canvas: HTMLCanvasElement, before: HTMLCanvasElement): void {
  canvas.style.position = 'absolute'
  canvas.style.left = '0'
  canvas.style.top = '0'
  canvas.style.transformOrigin = '0 0'
  canvas.style.display = 'none'
  before.before(canvas)
}

/** Shows an element or takes it out of the compositor, where even an empty canvas costs time. */
export function show(element: HTMLElement, shown: boolean): void {
  const display = shown ? 'block' : 'none'
  if (element.style.display !== display) element.style.display = display
}
