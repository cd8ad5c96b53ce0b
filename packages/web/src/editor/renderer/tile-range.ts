import type { TileView } from './tile-engine.ts'
import { tilePixels } from './tile-layer.ts'

/** Tiles of one scale, from a column and row to others, both included. */
export interface TileRange {
  readonly scale: number
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** Device pixels painted around what is seen: a pan goes on at once while more is on its way. */
const aroundPixels = 256
/** Device pixels a tile shows of its neighbours to the right and below. */
export const overlapPixels = 2

const scaleOf = (view: TileView): number => view.zoom * view.pixelRatio

export function everyTile(
  { left, top, right, bottom }: TileRange,
  holds: (column: number, row: number) => boolean,
): boolean {
  for (let row = top; row <= bottom; row++) {
    for (let column = left; column <= right; column++) if (!holds(column, row)) return false
  }
  return true
}

/** The tiles that show a view. */
export function rangeOf(view: TileView): TileRange {
  const scale = scaleOf(view)
  const left = view.x * scale
  const top = view.y * scale
  const right = left + view.width * view.pixelRatio
  const bottom = top + view.height * view.pixelRatio
  return {
    scale,
    left: Math.floor(left / tilePixels),
    top: Math.floor(top / tilePixels),
    right: Math.floor(right / tilePixels),
    bottom: Math.floor(bottom / tilePixels),
  }
}

/** The same part of the canvas in tiles of another scale. */
export function rangeAt(view: TileView, scale: number): TileRange {
  return rangeOf({
    ...view,
    zoom: scale / view.pixelRatio,
    width: (view.width * scale) / scaleOf(view),
    height: (view.height * scale) / scaleOf(view),
  })
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
