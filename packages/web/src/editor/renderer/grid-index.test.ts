import { type Bounds, boundsIntersect } from '@flowstate/engine'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createGridIndex } from './grid-index.ts'

const bounds = fc
  .tuple(
    fc.integer({ min: -20_000, max: 20_000 }),
    fc.integer({ min: -20_000, max: 20_000 }),
    fc.oneof(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 0, max: 30_000 })),
    fc.oneof(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 0, max: 30_000 })),
  )
  .map(([minX, minY, width, height]): Bounds => ({ minX, minY, maxX: minX + width, maxY: minY + height }))

describe('grid index', () => {
  test('finds exactly what a scan over all boxes finds, whatever was added, moved and removed', () => {
    const step = fc.tuple(fc.integer({ min: 0, max: 15 }), fc.option(bounds, { nil: null }))
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), bounds, (steps, area) => {
        const grid = createGridIndex<number>()
        const model = new Map<number, Bounds>()
        for (const [id, box] of steps) {
          if (box === null) {
            grid.delete(id)
            model.delete(id)
          } else {
            grid.set(id, box)
            model.set(id, box)
          }
        }
        const expected = [...model].filter(([, box]) => boundsIntersect(box, area)).map(([id]) => id)
        expect(grid.query(area).sort((a, b) => a - b)).toEqual(expected.sort((a, b) => a - b))
        expect(grid.hasAny(area)).toBe(expected.length > 0)
        expect(grid.size).toBe(model.size)
      }),
    )
  })

  test('a box as large as the canvas may be is kept without filling cells', () => {
    const grid = createGridIndex<string>()
    grid.set('huge', { minX: -1e7, minY: -1e7, maxX: 1e7, maxY: 1e7 })
    expect(grid.query({ minX: 5, minY: 5, maxX: 6, maxY: 6 })).toEqual(['huge'])
    grid.delete('huge')
    expect(grid.query({ minX: 5, minY: 5, maxX: 6, maxY: 6 })).toEqual([])
  })
})
