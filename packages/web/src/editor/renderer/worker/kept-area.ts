import { type TileGrid, tileCorner, tilePixels } from '../tile-grid.ts'
import { type PixelArea, pixelsSeen } from '../tile-range.ts'
import { scaleOf, type TileView } from '../tile-view.ts'

/** Device pixels painted around what is seen: a pan goes on at once while more is on its way. */
export const aroundPixels = 256

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
