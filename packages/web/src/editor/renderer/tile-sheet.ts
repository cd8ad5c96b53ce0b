import { stretchedPlace } from './stretched-place.ts'
import type { TileView } from './tile-engine.ts'
import { tileKey, tilePixels } from './tile-layer.ts'
import { everyTile, overlapPixels, rangeAt } from './tile-range.ts'

/** A painted tile as a canvas of the page. */
export interface LaidTile {
  readonly column: number
  readonly row: number
  readonly canvas: HTMLCanvasElement
}

/** Tiles of one scale on the page, moved and stretched together. */
export interface TileSheet {
  readonly scale: number
  readonly element: HTMLDivElement
  put(tile: LaidTile): void
  takeOff(column: number, row: number): void
  covers(view: TileView): boolean
  place(view: TileView): void
  remove(): void
}

/** More than there are tiles in a row, so that every tile has a height of its own. */
const rowHeight = 10_000

/** @param release gets canvases that are no longer on it */
export function createTileSheet(
  scale: number,
  pixelRatio: number,
  release: (canvas: HTMLCanvasElement) => void,
): TileSheet {
  const element = document.createElement('div')
  element.style.position = 'absolute'
  element.style.transformOrigin = '0 0'
  // A layer of its own, which the compositor moves without laying out the others anew.
  element.style.willChange = 'transform'
  const tiles = new Map<string, LaidTile>()
  /** The tile the others are placed by: far from the origin CSS lengths would lose their fractions. */
  let base: { readonly column: number; readonly row: number } | null = null
  const css = (pixels: number): string => `${pixels / pixelRatio}px`

  const takeOff = (column: number, row: number): void => {
    const key = tileKey(column, row)
    const canvas = tiles.get(key)?.canvas
    if (canvas === undefined) return
    tiles.delete(key)
    canvas.remove()
    release(canvas)
  }

  return {
    scale,
    element,
    put(tile) {
      const { column, row, canvas } = tile
      if (tiles.get(tileKey(column, row))?.canvas === canvas) return
      takeOff(column, row)
      base ??= { column, row }
      tiles.set(tileKey(column, row), tile)
      const { style } = canvas
      style.position = 'absolute'
      style.left = css((column - base.column) * tilePixels)
      style.top = css((row - base.row) * tilePixels)
      style.width = css(tilePixels + overlapPixels)
      style.height = css(tilePixels + overlapPixels)
      // What a tile shows of its neighbours to the right and below lies under them.
      style.zIndex = String((row - base.row) * rowHeight + column - base.column)
      element.append(canvas)
    },
    takeOff,
    covers: (view) => everyTile(rangeAt(view, scale), (column, row) => tiles.has(tileKey(column, row))),
    place(view) {
      if (base === null) return
      const originX = base.column * tilePixels
      const originY = base.row * tilePixels
      const transform = stretchedPlace(view, { scale, originX, originY })
      if (element.style.transform !== transform) element.style.transform = transform
    },
    remove() {
      for (const { column, row } of tiles.values()) takeOff(column, row)
      element.remove()
    },
  }
}
