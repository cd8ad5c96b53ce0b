import type { Bounds } from '@flowstate/engine'

/** What part of the canvas is looked at. `x`, `y` is the canvas point in the top left corner. */
export interface TileView {
  readonly x: number
  readonly y: number
  readonly zoom: number
  /** CSS pixels. */
  readonly width: number
  readonly height: number
  readonly pixelRatio: number
}

/** Device pixels per canvas unit. */
export const scaleOf = (view: TileView): number => view.zoom * view.pixelRatio

/** What a view shows, in canvas units. */
export function viewArea({ x, y, width, height, zoom }: TileView): Bounds {
  return { minX: x, minY: y, maxX: x + width / zoom, maxY: y + height / zoom }
}
