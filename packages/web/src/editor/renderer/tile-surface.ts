import type { PaintContext } from './paint-context.ts'

/** A bitmap of `tilePixels` squared that can be painted on and drawn. */
export interface TileSurface {
  readonly context: PaintContext
  readonly image: CanvasImageSource
}
