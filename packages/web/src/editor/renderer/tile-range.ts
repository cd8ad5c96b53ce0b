import type { TileView } from './tile-engine.ts'
import { overlapPixels, scaleOf, type TileGrid, tileCorner, tilePixels } from './tile-grid.ts'

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

/** Device pixels painted around what is seen: a pan goes on at once while more is on its way. */
export const aroundPixels = 256

/** What a view shows. At its own scale what is painted is shown on whole device pixels. */
function pixelsSeen(view: TileView, scale: number): PixelArea {
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

/** The view grown by what is painted around it. */
export function grownView(view: TileView): TileView {
  const css = aroundPixels / view.pixelRatio
  return {
    ...view,
    x: view.x - css / view.zoom,
    y: view.y - css / view.zoom,
    width: view.width + css * 2,
    height: view.height + css * 2,
  }
}

/**
 * What the page keeps: more than it asks for, so that going back and forth brings nothing anew. It changes in steps of a tile,
 * so that a small move changes nothing.
 */
export function keptArea(view: TileView): PixelArea {
  const { scale, left, top, right, bottom } = pixelsSeen(grownView(view), scaleOf(view))
  return {
    scale,
    left: (Math.floor(left / tilePixels) - 1) * tilePixels,
    top: (Math.floor(top / tilePixels) - 1) * tilePixels,
    right: (Math.ceil(right / tilePixels) + 1) * tilePixels,
    bottom: (Math.ceil(bottom / tilePixels) + 1) * tilePixels,
  }
}

/** Whether a tile shows anything of an area; tiles of another scale do not. */
export function isInArea(
  area: PixelArea,
  grid: TileGrid,
  tile: { readonly column: number; readonly row: number },
): boolean {
  const { left, top } = tileCorner(grid, tile)
  return (
    area.scale === grid.scale &&
    left < area.right &&
    left + tilePixels > area.left &&
    top < area.bottom &&
    top + tilePixels > area.top
  )
}

export function sameArea(a: PixelArea, b: PixelArea): boolean {
  return (
    a.scale === b.scale &&
    a.left === b.left &&
    a.top === b.top &&
    a.right === b.right &&
    a.bottom === b.bottom
  )
}
