import { type Bounds, boundsIntersect, unionBounds } from '@flowstate/engine'
import { addDirty } from './dirty-areas.ts'
import { overlapPixels, type TileGrid, tileCorner, tilePixels } from './tile-grid.ts'
import { rangeOf } from './tile-range.ts'
import type { TileSurface } from './tile-surface.ts'
import type { TileView } from './tile-view.ts'

export interface Tile {
  readonly column: number
  readonly row: number
  /** Its corner in device pixels of the scale. */
  readonly left: number
  readonly top: number
  readonly surface: TileSurface
  /** The part of the canvas it shows. */
  readonly area: Bounds
  painted: boolean
  /** Down to where it is painted, while it is painted in pieces; a canvas coordinate. */
  paintedToY: number
  /** What has changed since it was painted. */
  dirty: Bounds[]
}

/** The tiles of one grid. */
export interface TileLayer {
  readonly grid: TileGrid
  readonly tiles: Map<string, Tile>
  /** Whether anything of it is painted. */
  hasPaint(): boolean
  /** The tiles covering a view, made where they are missing, the middle first. */
  tilesIn(view: TileView): readonly Tile[]
  invalidate(areas: readonly Bounds[] | 'all'): void
  /** The dirty area grown to whole device pixels and cut to the tile. */
  snap(tile: Tile, dirty: Bounds): Bounds
}

/** So many changes are looked at one by one; the tiles they all lie in are then few or far between. */
const areasMax = 200

export function createTileLayer(grid: TileGrid, createSurface: () => TileSurface): TileLayer {
  const { scale } = grid
  const tiles = new Map<string, Tile>()
  const side = tilePixels + overlapPixels

  const tileAt = (column: number, row: number): Tile => {
    const key = `${column},${row}`
    const known = tiles.get(key)
    if (known !== undefined) {
      // Moved to the end: the map's order is the order of use, oldest first.
      tiles.delete(key)
      tiles.set(key, known)
      return known
    }
    const { left, top } = tileCorner(grid, { column, row })
    const area = {
      minX: left / scale,
      minY: top / scale,
      maxX: (left + side) / scale,
      maxY: (top + side) / scale,
    }
    const tile: Tile = {
      column,
      row,
      left,
      top,
      surface: createSurface(),
      area,
      painted: false,
      paintedToY: area.minY,
      dirty: [],
    }
    tiles.set(key, tile)
    return tile
  }

  const spoil = (tile: Tile, area: Bounds): void => {
    if (boundsIntersect(area, tile.area)) addDirty(tile.dirty, area)
  }

  return {
    grid,
    tiles,
    hasPaint: () => [...tiles.values()].some((tile) => tile.paintedToY > tile.area.minY),
    tilesIn(view) {
      const found: Tile[] = []
      const { left, top, right, bottom } = rangeOf(grid, view)
      for (let row = top; row <= bottom; row++) {
        for (let column = left; column <= right; column++) found.push(tileAt(column, row))
      }
      const middleX = (left + right) / 2
      const middleY = (top + bottom) / 2
      const farness = (tile: Tile) => Math.hypot(tile.column - middleX, tile.row - middleY)
      return found.sort((a, b) => farness(a) - farness(b))
    },
    invalidate(areas) {
      for (const tile of tiles.values()) {
        if (areas === 'all') {
          tile.painted = false
          tile.paintedToY = tile.area.minY
          tile.dirty = []
        } else if (areas.length > areasMax) {
          const touched = unionBounds(areas.filter((area) => boundsIntersect(area, tile.area)))
          if (touched !== null) tile.dirty = [touched]
        } else {
          for (const area of areas) spoil(tile, area)
        }
      }
    },
    snap(tile, dirty) {
      return {
        minX: Math.max(tile.area.minX, Math.floor(dirty.minX * scale - 1) / scale),
        minY: Math.max(tile.area.minY, Math.floor(dirty.minY * scale - 1) / scale),
        maxX: Math.min(tile.area.maxX, Math.ceil(dirty.maxX * scale + 1) / scale),
        maxY: Math.min(tile.area.maxY, Math.ceil(dirty.maxY * scale + 1) / scale),
      }
    },
  }
}
