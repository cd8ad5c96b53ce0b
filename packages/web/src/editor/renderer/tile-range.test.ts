import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyView } from '../testing/any-view.ts'
import { gridAt, overlapPixels, type TileGrid, tileCorner, tilePixels } from './tile-grid.ts'
import { rangeOf } from './tile-range.ts'
import { scaleOf, type TileView } from './tile-view.ts'

const view: TileView = { x: 0, y: 0, zoom: 1, width: 900, height: 700, pixelRatio: 1 }
const origin: TileGrid = { scale: 1, left: 0, top: 0 }

describe('ranges of tiles', () => {
  test('cover what is seen, at any zoom and pixel ratio', () => {
    expect(rangeOf(origin, view)).toEqual({ left: 0, top: 0, right: 1, bottom: 1 })
    expect(rangeOf(origin, { ...view, x: -1 })).toMatchObject({ left: -1, right: 1 })
    const sharp = { ...view, zoom: 2, pixelRatio: 2 }
    expect(rangeOf({ ...origin, scale: 4 }, sharp)).toEqual({ left: 0, top: 0, right: 3, bottom: 2 })
  })

  test('of another scale cover the same part of the canvas', () => {
    const seen = { ...view, x: 300, y: -200, zoom: 0.5, pixelRatio: 2 }
    const side = tilePixels / 3
    expect(rangeOf({ ...origin, scale: 3 }, seen)).toEqual({
      left: Math.floor(300 / side),
      top: Math.floor(-200 / side),
      right: Math.floor((300 + 1800) / side),
      bottom: Math.floor((-200 + 1400) / side),
    })
  })

  test('of the grid in the corner of a view are as few as its size allows, wherever it lies', () => {
    const tiles = (pixels: number): number => Math.max(1, Math.ceil((pixels - overlapPixels) / tilePixels))
    fc.assert(
      fc.property(anyView, (seen) => {
        const { left, top, right, bottom } = rangeOf(gridAt(seen), seen)
        expect([left, top]).toEqual([0, 0])
        expect(right - left + 1).toBe(tiles(seen.width * seen.pixelRatio))
        expect(bottom - top + 1).toBe(tiles(seen.height * seen.pixelRatio))
      }),
    )
  })

  test('leave no pixel of a view out, whatever the grid', () => {
    fc.assert(
      fc.property(anyView, anyView, (seen, other) => {
        const grid = { ...gridAt(other), scale: scaleOf(seen) }
        const range = rangeOf(grid, seen)
        const first = tileCorner(grid, { column: range.left, row: range.top })
        const last = tileCorner(grid, { column: range.right, row: range.bottom })
        const left = Math.round(seen.x * grid.scale)
        const top = Math.round(seen.y * grid.scale)
        const side = tilePixels + overlapPixels
        expect(first.left).toBeLessThanOrEqual(left)
        expect(first.top).toBeLessThanOrEqual(top)
        expect(last.left + side).toBeGreaterThanOrEqual(left + seen.width * seen.pixelRatio - 1e-6)
        expect(last.top + side).toBeGreaterThanOrEqual(top + seen.height * seen.pixelRatio - 1e-6)
      }),
    )
  })
})
