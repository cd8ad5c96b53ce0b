import { type Bounds, boundsIntersect, unionBounds } from '@flowstate/engine'
import { addDirty } from './dirty-areas.ts'
import type { TileSurface } from './tile-surface.ts'

/**
 * Side of a tile in device pixels. A tile takes less than 960 kB: Chromium has memory of that size at hand, and asks the system
 * for more of it each time, which costs a millisecond a tile.
 */
export const tilePixels = 480

export interface Tile {
  readonly column: number
  readonly row: number
  readonly surface: TileSurface
  /** The part of the canvas it shows. */
  readonly area: Bounds
  painted: boolean
  /** Down to where it is painted, while it is painted in pieces; a canvas coordinate. */
  paintedToY: number
  /** What has changed since it was painted. */
  dirty: Bounds[]
}

/** A tile among those of one zoom. */
export const tileKey = (column: number, row: number): string => `${column},${row}`

/** The tiles of one zoom. */
export interface TileLayer {
  /** Device pixels per canvas unit. */
  readonly scale: number
  readonly tiles: Map<string, Tile>
  /** The tiles covering an area, made where they are missing, the middle of the area first. */
  tilesIn(area: Bounds): readonly Tile[]
  invalidate(areas: readonly Bounds[] | 'all'): void
  /** The dirty area grown to whole device pixels and cut to the tile. */
  snap(tile: Tile, dirty: Bounds): Bounds
}

/** So many changes are looked at one by one; the tiles they all lie in are then few or far between. */
const areasMax = 200

/** @param overlap device pixels a tile shows beyond its right and lower side */
export function createTileLayer(scale: number, createSurface: () => TileSurface, overlap = 0): TileLayer {
  const tiles = new Map<string, Tile>()
  const side = tilePixels / scale

  const tileAt = (column: number, row: number): Tile => {
    const key = tileKey(column, row)
    const known = tiles.get(key)
    if (known !== undefined) {
      // Moved to the end: the map's order is the order of use, oldest first.
      tiles.delete(key)
      tiles.set(key, known)
      return known
    }
    const area = {
      minX: column * side,
      minY: row * side,
      maxX: (column + 1) * side + overlap / scale,
      maxY: (row + 1) * side + overlap / scale,
    }
    const tile: Tile = {
      column,
      row,
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
    scale,
    tiles,
    tilesIn(area) {
      const found: Tile[] = []
      const lastColumn = Math.floor(area.maxX / side)
      const lastRow = Math.floor(area.maxY / side)
      for (let row = Math.floor(area.minY / side); row <= lastRow; row++) {
        for (let column = Math.floor(area.minX / side); column <= lastColumn; column++) {
          found.push(tileAt(column, row))
        }
      }
      const middleX = (area.minX + area.maxX) / 2 / side - 0.5
      const middleY = (area.minY + area.maxY) / 2 / side - 0.5
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
