import { overlapPixels, type TileGrid, tilePixels } from './tile-grid.ts'
import { scaleOf, type TileView } from './tile-view.ts'

/** Tiles of a grid, from a column and row to others, both included. */
export interface TileRange {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** A part of the canvas in device pixels of a scale, whatever grid of that scale tiles have. */
export interface PixelArea extends TileRange {
  readonly scale: number
}

/** What a view shows. At its own scale what is painted is shown on whole device pixels. */
export function pixelsSeen(view: TileView, scale: number): PixelArea {
  const place = scale === scaleOf(view) ? Math.round : (pixels: number) => pixels
  const left = place(view.x * scale)
  const top = place(view.y * scale)
  return {
    scale,
    left,
    top,
    right: left + (view.width * scale) / view.zoom,
    bottom: top + (view.height * scale) / view.zoom,
  }
}

/** The tiles that show a view, at its scale or stretched. */
export function rangeOf(grid: TileGrid, view: TileView): TileRange {
  const seen = pixelsSeen(view, grid.scale)
  const left = Math.floor((seen.left - grid.left) / tilePixels)
  const top = Math.floor((seen.top - grid.top) / tilePixels)
  // What a tile shows of the next one may be all that is seen of it.
  const last = (pixels: number): number => Math.ceil((pixels - overlapPixels) / tilePixels) - 1
  return {
    left,
    top,
    right: Math.max(left, last(seen.right - grid.left)),
    bottom: Math.max(top, last(seen.bottom - grid.top)),
  }
}
