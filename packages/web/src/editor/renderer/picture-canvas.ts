import { createBitmapSurface } from './bitmap-surface.ts'
import type { PaintContext } from './paint-context.ts'

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

/** Something a picture that can be seen through is painted on, wherever it is then shown. */
export interface PictureSurface {
  readonly context: PaintContext
  /** Empties it and gives it a size in device pixels, of which so many are shown as one CSS pixel. */
  clear(size: { readonly width: number; readonly height: number; readonly pixelRatio: number }): void
  /** It is painted. */
  handOver(): void
}

/** A picture on the page that the compositor moves. */
export interface ShownPicture extends PictureSurface {
  readonly canvas: HTMLCanvasElement
  /** CSS pixels from the corner of the window; null hides it. */
  place(at: { readonly x: number; readonly y: number } | null): void
}

export function createShownPicture(): ShownPicture {
  const surface = createBitmapSurface(true)
  const canvas = surface.image
  layOut(canvas)
  return {
    canvas,
    get context() {
      return surface.context
    },
    clear({ width, height, pixelRatio }) {
      surface.clear(width, height)
      canvas.style.width = `${width / pixelRatio}px`
      canvas.style.height = `${height / pixelRatio}px`
    },
    handOver: surface.handOver,
    place(at) {
      show(canvas, at !== null)
      if (at !== null) canvas.style.transform = `translate(${at.x}px, ${at.y}px)`
    },
  }
}
