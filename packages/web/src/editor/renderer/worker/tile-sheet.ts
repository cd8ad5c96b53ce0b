import type { TileView } from '../tile-engine.ts'
import { tilePixels } from '../tile-layer.ts'
import type { PaintedTile } from './ground-messages.ts'
import { stretchedPlace } from './stretched-place.ts'
import { isInRange, overlapPixels, rangeAt, type TileRange } from './tile-range.ts'

/** A bitmap on the page, shown as it is. */
export interface ShownBitmap {
  readonly canvas: HTMLCanvasElement
  show(image: ImageBitmap): void
}

/** A canvas takes a bitmap over without a copy. */
export function createShownBitmap(): ShownBitmap {
  const canvas = document.createElement('canvas')
  canvas.style.position = 'absolute'
  canvas.style.transformOrigin = '0 0'
  const context = canvas.getContext('bitmaprenderer')
  return {
    canvas,
    show(image) {
      if (canvas.width !== image.width) canvas.width = image.width
      if (canvas.height !== image.height) canvas.height = image.height
      context?.transferFromImageBitmap(image)
    },
  }
}

/** Tiles of one scale on the page, moved and stretched together. */
export interface TileSheet {
  readonly scale: number
  readonly element: HTMLDivElement
  put(tile: PaintedTile): void
  /** Takes off what lies outside. */
  prune(keep: TileRange): void
  covers(view: TileView): boolean
  place(view: TileView): void
  remove(): void
}

/** @param spare canvases that are not used at the moment, to be used again */
export function createTileSheet(scale: number, pixelRatio: number, spare: ShownBitmap[]): TileSheet {
  const element = document.createElement('div')
  element.style.position = 'absolute'
  element.style.transformOrigin = '0 0'
  const tiles = new Map<
    string,
    { readonly column: number; readonly row: number; readonly bitmap: ShownBitmap }
  >()
  /** The tile the others are placed by: far from the origin CSS lengths would lose their fractions. */
  let base: { readonly column: number; readonly row: number } | null = null
  const css = (pixels: number): string => `${pixels / pixelRatio}px`

  const takeOff = (key: string, bitmap: ShownBitmap): void => {
    tiles.delete(key)
    bitmap.canvas.remove()
    spare.push(bitmap)
  }

  return {
    scale,
    element,
    put({ column, row, image }) {
      const key = `${column},${row}`
      let bitmap = tiles.get(key)?.bitmap
      if (bitmap === undefined) {
        base ??= { column, row }
        bitmap = spare.pop() ?? createShownBitmap()
        tiles.set(key, { column, row, bitmap })
        const { style } = bitmap.canvas
        style.left = css((column - base.column) * tilePixels)
        style.top = css((row - base.row) * tilePixels)
        style.width = css(tilePixels + overlapPixels)
        style.height = css(tilePixels + overlapPixels)
        bitmap.show(image)
        element.append(bitmap.canvas)
      } else bitmap.show(image)
    },
    prune(keep) {
      for (const [key, { column, row, bitmap }] of tiles)
        if (!isInRange(keep, column, row)) takeOff(key, bitmap)
    },
    covers(view) {
      const { left, top, right, bottom } = rangeAt(view, scale)
      for (let row = top; row <= bottom; row++) {
        for (let column = left; column <= right; column++) if (!tiles.has(`${column},${row}`)) return false
      }
      return true
    },
    place(view) {
      if (base === null) return
      const originX = base.column * tilePixels
      const originY = base.row * tilePixels
      const transform = stretchedPlace(view, { scale, originX, originY })
      if (element.style.transform !== transform) element.style.transform = transform
    },
    remove() {
      for (const [key, { bitmap }] of tiles) takeOff(key, bitmap)
      element.remove()
    },
  }
}
