import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyView } from '../../testing/any-view.ts'
import { gridAt } from '../tile-grid.ts'
import { rangeOf } from '../tile-range.ts'
import { scaleOf, type TileView } from '../tile-view.ts'
import { grownView, isInArea, keptArea, sameArea } from './kept-area.ts'

const view: TileView = { x: 0, y: 0, zoom: 1, width: 900, height: 700, pixelRatio: 1 }

describe('what the page keeps of the tiles of a worker', () => {
  test('what is painted lies within what is kept, so that no tile is thrown away before it is seen', () => {
    fc.assert(
      fc.property(anyView, anyView, (seen, other) => {
        const grid = { ...gridAt(other), scale: scaleOf(seen) }
        const painted = rangeOf(grid, grownView(seen))
        const kept = keptArea(seen)
        expect(isInArea(kept, grid, { column: painted.left, row: painted.top })).toBe(true)
        expect(isInArea(kept, grid, { column: painted.right, row: painted.bottom })).toBe(true)
        expect(isInArea(kept, grid, { column: painted.right + 4, row: painted.top })).toBe(false)
        expect(isInArea(kept, { ...grid, scale: grid.scale * 2 }, { column: 0, row: 0 })).toBe(false)
      }),
    )
  })

  test('stay the same for a small move, so that nothing need be said', () => {
    expect(sameArea(keptArea({ ...view, x: 300 }), keptArea({ ...view, x: 310 }))).toBe(true)
    expect(sameArea(keptArea({ ...view, x: 300 }), keptArea({ ...view, x: 900 }))).toBe(false)
    expect(sameArea(keptArea(view), keptArea({ ...view, zoom: 1.01 }))).toBe(false)
  })
})
