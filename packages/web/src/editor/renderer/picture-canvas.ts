import type { BitmapSurface } from './bitmap-surface.ts'

/** Makes a canvas a layer of its own that the compositor moves and stretches; hidden until it is placed. */
export function layOut(canvas: HTMLCanvasElement): void {
  canvas.style.position = 'absolute'
  canvas.style.left = '0'
  canvas.style.top = '0'
  canvas.style.transformOrigin = '0 0'
  canvas.style.willChange = 'transform'
  canvas.style.display = 'none'
}

/** Shows an element or takes it out of the compositor, where even an empty canvas costs time. */
export function show(element: HTMLElement, shown: boolean): void {
  const display = shown ? 'block' : 'none'
  if (element.style.display !== display) element.style.display = display
}

/** Empties a picture and gives it a size in device pixels, shown as so many. */
export function clearPicture(
  surface: BitmapSurface,
  size: { readonly width: number; readonly height: number; readonly pixelRatio: number },
): void {
  const { width, height, pixelRatio } = size
  surface.clear(width, height)
  const { style } = surface.image
  style.width = `${width / pixelRatio}px`
  style.height = `${height / pixelRatio}px`
}
