import { type Bounds, boundsIntersect } from '@flowstate/engine'
import type { PaintContext } from './paint-context.ts'
import { createTileLayer, type Tile, type TileLayer, tilePixels } from './tile-layer.ts'
import type { TileSurface } from './tile-surface.ts'

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

/** Where to draw a tile, in device pixels. */
export interface TilePlacement {
  readonly image: CanvasImageSource
  readonly x: number
  readonly y: number
  readonly side: number
}

export interface TileEngine {
  setView(view: TileView, nowMs: number): void
  invalidate(areas: readonly Bounds[] | 'all'): void
  /**
   * Repaints what is out of date, then as many missing tiles as the budget allows.
   * @returns whether there is more to do in a later frame
   */
  paint(nowMs: number): boolean
  /** Everything to draw, in order. */
  placements(): readonly TilePlacement[]
}

export interface TileEngineOptions {
  createSurface(): TileSurface
  /** Paints an area; the context is already in canvas coordinates and clipped. */
  paintArea(context: PaintContext, area: Bounds, scale: number): void
  /** Milliseconds from a clock that only goes forward. */
  now(): number
  /** Time one call of `paint` may spend on missing tiles. */
  budgetMs: number
}

/** A zoom gesture counts as over when the zoom has rested this long; until then tiles are stretched. */
const zoomRestMs = 120
/** Stretched further than this, tiles are painted anew even while zooming. */
const stretchMax = 2

export function createTileEngine(options: TileEngineOptions): TileEngine {
  const spare: TileSurface[] = []
  const newLayer = (scale: number): TileLayer =>
    createTileLayer(scale, () => spare.pop() ?? options.createSurface())
  let view: TileView | null = null
  let current: TileLayer | null = null
  let previous: TileLayer | null = null
  let zoomChangedAtMs = Number.NEGATIVE_INFINITY

  const viewArea = (of: TileView): Bounds => ({
    minX: of.x,
    minY: of.y,
    maxX: of.x + of.width / of.zoom,
    maxY: of.y + of.height / of.zoom,
  })

  const retire = (layer: TileLayer | null): void => {
    for (const tile of layer?.tiles.values() ?? []) spare.push(tile.surface)
    layer?.tiles.clear()
  }

  const paintTile = (layer: TileLayer, tile: Tile, dirty: Bounds | null): void => {
    const { context } = tile.surface
    const area = dirty === null ? tile.area : layer.snap(tile, dirty)
    const originX = tile.column * tilePixels
    const originY = tile.row * tilePixels
    context.save()
    context.setTransform(1, 0, 0, 1, 0, 0)
    context.beginPath()
    context.rect(
      area.minX * layer.scale - originX,
      area.minY * layer.scale - originY,
      (area.maxX - area.minX) * layer.scale,
      (area.maxY - area.minY) * layer.scale,
    )
    context.clip()
    context.setTransform(layer.scale, 0, 0, layer.scale, -originX, -originY)
    options.paintArea(context, area, layer.scale)
    context.restore()
    tile.painted = true
    tile.dirty = null
  }

  const chooseLayer = (of: TileView, nowMs: number): TileLayer => {
    const scale = of.zoom * of.pixelRatio
    if (current === null) {
      current = newLayer(scale)
    } else if (current.scale !== scale) {
      const stretch = Math.max(scale / current.scale, current.scale / scale)
      if (stretch > stretchMax || nowMs - zoomChangedAtMs >= zoomRestMs) {
        retire(previous)
        previous = current
        current = newLayer(scale)
      }
    }
    return current
  }

  const evict = (layer: TileLayer, visible: ReadonlySet<Tile>): void => {
    const keep = visible.size * 2 + 12
    if (layer.tiles.size > keep) {
      for (const [key, tile] of layer.tiles) {
        if (layer.tiles.size <= keep) break
        if (visible.has(tile)) continue
        layer.tiles.delete(key)
        spare.push(tile.surface)
      }
    }
    if (spare.length > keep) spare.length = keep
  }

  return {
    setView(next, nowMs) {
      if (view !== null && view.zoom !== next.zoom) zoomChangedAtMs = nowMs
      if (view !== null && view.pixelRatio !== next.pixelRatio) zoomChangedAtMs = Number.NEGATIVE_INFINITY
      view = next
    },
    invalidate(areas) {
      for (const layer of [current, previous]) {
        if (layer !== null) layer.invalidate(areas)
      }
    },
    paint(nowMs) {
      if (view === null) return false
      const layer = chooseLayer(view, nowMs)
      const area = viewArea(view)
      const visible = layer.tilesIn(area)
      for (const tile of visible) {
        if (tile.painted && tile.dirty !== null) paintTile(layer, tile, tile.dirty)
      }
      const startMs = options.now()
      let missing = false
      for (const tile of visible) {
        if (tile.painted) continue
        if (missing || (options.now() - startMs >= options.budgetMs && previous !== null)) {
          missing = true
          continue
        }
        paintTile(layer, tile, null)
        if (options.now() - startMs >= options.budgetMs) missing = visible.some((other) => !other.painted)
      }
      if (!missing && previous !== null && layer.scale === view.zoom * view.pixelRatio) {
        retire(previous)
        previous = null
      }
      evict(layer, new Set(visible))
      return missing || layer.scale !== view.zoom * view.pixelRatio
    },
    placements() {
      if (view === null) return []
      const scale = view.zoom * view.pixelRatio
      const area = viewArea(view)
      const result: TilePlacement[] = []
      const offsetX = view.x * scale
      const offsetY = view.y * scale
      for (const layer of [previous, current]) {
        if (layer === null) continue
        const side = (tilePixels * scale) / layer.scale
        const exact = layer.scale === scale
        for (const tile of layer.tiles.values()) {
          if (!tile.painted || !boundsIntersect(tile.area, area)) continue
          // Whole device pixels at the exact zoom: a bitmap drawn between pixels is a blurred bitmap.
          const x = exact ? tile.column * side - Math.round(offsetX) : tile.column * side - offsetX
          const y = exact ? tile.row * side - Math.round(offsetY) : tile.row * side - offsetY
          result.push({ image: tile.surface.image, x, y, side })
        }
      }
      return result
    },
  }
}
