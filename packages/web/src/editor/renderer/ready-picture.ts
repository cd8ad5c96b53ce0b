import { type Bounds, boundsIntersect } from '@flowstate/engine'
import { addDirty } from './dirty-areas.ts'
import { type Tile, tilePixels } from './tile-layer.ts'

/** Something painted at the very scale of some tiles. */
export interface ReadyPicture {
  readonly image: CanvasImageSource
  /** What it shows, in whole device pixels of the scale. */
  readonly box: Bounds
  /** What of an area has changed since it was painted. Canvas units. */
  dirtyWithin(area: Bounds): readonly Bounds[]
}

/** What of a box lies outside of a hole that touches it, in up to four boxes. */
export function around(box: Bounds, hole: Bounds): readonly Bounds[] {
  const minY = Math.max(box.minY, hole.minY)
  const maxY = Math.min(box.maxY, hole.maxY)
  const strips = [
    { ...box, maxY: minY },
    { ...box, minY: maxY },
    { minX: box.minX, maxX: hole.minX, minY, maxY },
    { minX: hole.maxX, maxX: box.maxX, minY, maxY },
  ]
  return strips.filter((strip) => strip.minX < strip.maxX && strip.minY < strip.maxY)
}

/**
 * Fills a tile with what is painted already: nothing that is in the picture is painted again but what has changed since, which
 * becomes dirty on the tile.
 * @param paintPart paints an area of the tile, in canvas units
 * @returns whether the picture shows anything of the tile
 */
export function fillFrom(
  ready: ReadyPicture,
  tile: Tile,
  options: { readonly scale: number; paintPart(area: Bounds): void },
): boolean {
  const { scale } = options
  const { area } = tile
  const box = {
    minX: Math.round(area.minX * scale),
    minY: Math.round(area.minY * scale),
    maxX: Math.round(area.maxX * scale),
    maxY: Math.round(area.maxY * scale),
  }
  const { box: shown } = ready
  if (!boundsIntersect(box, shown)) return false
  for (const strip of around(box, shown)) {
    options.paintPart({
      minX: strip.minX / scale,
      minY: strip.minY / scale,
      maxX: strip.maxX / scale,
      maxY: strip.maxY / scale,
    })
  }
  const x = Math.max(box.minX, shown.minX)
  const y = Math.max(box.minY, shown.minY)
  const width = Math.min(box.maxX, shown.maxX) - x
  const height = Math.min(box.maxY, shown.maxY) - y
  if (width > 0 && height > 0) {
    const { context } = tile.surface
    const left = x - tile.column * tilePixels
    const top = y - tile.row * tilePixels
    context.save()
    context.setTransform(1, 0, 0, 1, 0, 0)
    context.drawImage(ready.image, x - shown.minX, y - shown.minY, width, height, left, top, width, height)
    context.restore()
  }
  tile.dirty = []
  for (const dirty of ready.dirtyWithin(area)) addDirty(tile.dirty, dirty)
  tile.paintedToY = area.maxY
  tile.painted = true
  return true
}
