import { scaleOf, type TileView } from './tile-view.ts'

/**
 * Side of a tile in device pixels. A tile takes less than 960 kB: Chromium has memory of that size at hand, and asks the system
 * for more of it each time, which costs a millisecond a tile.
 */
export const tilePixels = 480
/** Device pixels a tile shows of its neighbours to the right and below, so that there is no seam where tiles are stretched. */
export const overlapPixels = 2

/** Where the tiles of a scale lie: the corner of the tile in column 0 and row 0, in whole device pixels of that scale. */
export interface TileGrid {
  /** Device pixels per canvas unit. */
  readonly scale: number
  readonly left: number
  readonly top: number
}

/** The grid with a tile in the corner of a view: no other covers it with fewer tiles. */
export function gridAt(view: TileView): TileGrid {
  const scale = scaleOf(view)
  return { scale, left: Math.round(view.x * scale), top: Math.round(view.y * scale) }
}

export function sameGrid(a: TileGrid, b: TileGrid): boolean {
  return a.scale === b.scale && a.left === b.left && a.top === b.top
}

/** The corner of a tile, in device pixels of its scale. */
export function tileCorner(
  grid: TileGrid,
  { column, row }: { readonly column: number; readonly row: number },
): { readonly left: number; readonly top: number } {
  return { left: grid.left + column * tilePixels, top: grid.top + row * tilePixels }
}
