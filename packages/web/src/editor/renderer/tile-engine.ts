import type { Bounds } from '@flowstate/engine'
import type { PaintContext } from './paint-context.ts'
import { fillFrom, type ReadyPicture } from './ready-picture.ts'
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

export interface TilePaint {
  /** There is more to do in a later frame. */
  readonly more: boolean
  /** Tiles of the exact zoom cover the view. */
  readonly complete: boolean
}

export interface TileEngine {
  setView(view: TileView, nowMs: number): void
  invalidate(areas: readonly Bounds[] | 'all'): void
  /** All tiles so far are left to whoever shows them. */
  forget(): void
  /**
   * Repaints what is out of date, then as many missing tiles as the budget allows. While the zoom moves nothing is painted:
   * the last picture is stretched instead.
   */
  paint(nowMs: number): TilePaint
}

export interface TileEngineOptions {
  createSurface(): TileSurface
  /** Paints an area; the context is already in canvas coordinates and clipped. */
  paintArea(context: PaintContext, area: Bounds, scale: number): void
  /** About how many shapes an area shows. */
  estimate(area: Bounds): number
  /** Whether the canvas can be shown stretched while tiles are missing; if not, they are painted at once. */
  hasBackdrop(): boolean
  /** Whether what tiles are to show is seen as it is without them: they can take their time, however few shapes there are. */
  isSeen?(): boolean
  /** What has been painted ahead at exactly a scale: tiles are cut out of it. */
  readyAt?(scale: number): ReadyPicture | null
  /** Milliseconds from a clock that only goes forward. */
  now(): number
  /** Time one call of `paint` may spend on missing tiles while the view moves; twice that when it rests. */
  budgetMs: number
  /** Device pixels a tile shows beyond its right and lower side, so that there is no seam where tiles are stretched. */
  readonly overlap?: number
  /** Hears of tiles that look different now, piece by piece. */
  tileChanged?(tile: Tile): void
  /** Hears of tiles that are no longer kept, and are not in view. */
  tileDropped?(tile: Tile, scale: number): void
  /** All tiles so far are left to whoever shows them; tiles of a scale are painted from nothing. */
  renewed?(scale: number): void
}

/** A zoom gesture counts as over when the zoom has rested this long. */
const zoomRestMs = 120
/** Stretched further than this, a view of few shapes is painted anew even while the zoom moves. */
const stretchMax = 1.5
const fewShapes = 400
/** A tile of more shapes than this is painted in pieces, so that no frame takes long. */
const shapesPerPiece = 1_000

/** What a view shows, in canvas units. */
export function viewArea({ x, y, width, height, zoom }: TileView): Bounds {
  return { minX: x, minY: y, maxX: x + width / zoom, maxY: y + height / zoom }
}

export function createTileEngine(options: TileEngineOptions): TileEngine {
  const { overlap = 0 } = options
  let view: TileView | null = null
  let layer: TileLayer | null = null
  let zoomChangedAtMs = Number.NEGATIVE_INFINITY
  let moved = false

  const newLayer = (scale: number): TileLayer => createTileLayer(scale, options.createSurface, overlap)

  const paintPart = (of: TileLayer, tile: Tile, area: Bounds): void => {
    const { context } = tile.surface
    const originX = tile.column * tilePixels
    const originY = tile.row * tilePixels
    context.save()
    context.setTransform(1, 0, 0, 1, 0, 0)
    context.beginPath()
    context.rect(
      area.minX * of.scale - originX,
      area.minY * of.scale - originY,
      (area.maxX - area.minX) * of.scale,
      (area.maxY - area.minY) * of.scale,
    )
    context.clip()
    context.setTransform(of.scale, 0, 0, of.scale, -originX, -originY)
    options.paintArea(context, area, of.scale)
    context.restore()
    options.tileChanged?.(tile)
  }

  const repaint = (of: TileLayer, tile: Tile): void => {
    for (const dirty of tile.dirty) paintPart(of, tile, of.snap(tile, dirty))
    tile.dirty = []
  }

  const fill = (of: TileLayer, tile: Tile, ready: ReadyPicture): boolean => {
    const paint = (area: Bounds): void => paintPart(of, tile, area)
    if (!fillFrom(ready, tile, { scale: of.scale, paintPart: paint })) return false
    options.tileChanged?.(tile)
    return true
  }

  /** Paints the next piece of a missing tile, a whole number of pixel rows. */
  const paintPiece = (of: TileLayer, tile: Tile): void => {
    const pieces = Math.min(32, Math.ceil(options.estimate(tile.area) / shapesPerPiece))
    const rows = Math.ceil(tilePixels / Math.max(1, pieces))
    const height = (pieces > 1 ? rows : rows + overlap) / of.scale
    const minY = tile.paintedToY
    if (minY === tile.area.minY) tile.dirty = []
    const maxY = Math.min(tile.area.maxY, minY + height)
    paintPart(of, tile, { ...tile.area, minY, maxY })
    tile.paintedToY = maxY
    tile.painted = maxY >= tile.area.maxY
  }

  const stretchOf = (of: TileLayer, scale: number): number => Math.max(scale / of.scale, of.scale / scale)

  /** The tiles to paint on; null while the zoom moves and the last picture does. */
  const chooseLayer = (of: TileView, nowMs: number): TileLayer | null => {
    const scale = of.zoom * of.pixelRatio
    if (layer !== null && layer.scale === scale) return layer
    const zooming = layer !== null && nowMs - zoomChangedAtMs < zoomRestMs
    if (zooming && layer !== null) {
      const far = stretchOf(layer, scale) > stretchMax || !options.hasBackdrop()
      if (!far || options.estimate(viewArea(of)) > fewShapes) return null
    }
    options.renewed?.(scale)
    layer = newLayer(scale)
    return layer
  }

  const evict = (of: TileLayer, visible: ReadonlySet<Tile>): void => {
    const keep = visible.size * 2 + 12
    if (of.tiles.size > keep) {
      for (const [key, tile] of of.tiles) {
        if (of.tiles.size <= keep) break
        if (visible.has(tile)) continue
        of.tiles.delete(key)
        options.tileDropped?.(tile, of.scale)
      }
    }
  }

  return {
    setView(next, nowMs) {
      if (view !== null && view.zoom !== next.zoom) zoomChangedAtMs = nowMs
      if (view === null || view.pixelRatio !== next.pixelRatio) zoomChangedAtMs = Number.NEGATIVE_INFINITY
      view = next
      moved = true
    },
    invalidate(areas) {
      layer?.invalidate(areas)
    },
    forget() {
      layer = null
    },
    paint(nowMs) {
      if (view === null) return { more: false, complete: false }
      const chosen = chooseLayer(view, nowMs)
      const budgetMs = moved ? options.budgetMs : options.budgetMs * 2
      moved = false
      if (chosen === null) return { more: true, complete: false }
      const visible = chosen.tilesIn(viewArea(view))
      const isSeen = options.isSeen?.() === true
      const unlimited = !isSeen && (!options.hasBackdrop() || options.estimate(viewArea(view)) <= fewShapes)
      const startMs = options.now()
      let missing = false
      const ready = visible.every((tile) => tile.painted) ? null : (options.readyAt?.(chosen.scale) ?? null)
      for (const tile of visible) {
        if (ready !== null && !tile.painted && fill(chosen, tile, ready)) continue
        while (!tile.painted && !missing) {
          paintPiece(chosen, tile)
          if (!unlimited) missing = isSeen || options.now() - startMs >= budgetMs
        }
      }
      for (const tile of visible) if (tile.painted) repaint(chosen, tile)
      missing = missing && visible.some((tile) => !tile.painted)
      evict(chosen, new Set(visible))
      return { more: missing, complete: !missing }
    },
  }
}
