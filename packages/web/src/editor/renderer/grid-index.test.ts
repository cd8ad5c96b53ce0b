import { type Bounds, boundsIntersect, unionBounds } from '@flowstate/engine'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createGridIndex, type GridIndex } from './grid-index.ts'

const bounds = fc
  .tuple(
    fc.integer({ min: -20_000, max: 20_000 }),
    fc.integer({ min: -20_000, max: 20_000 }),
    fc.oneof(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 0, max: 30_000 })),
    fc.oneof(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 0, max: 30_000 })),
  )
  .map(([minX, minY, width, height]): Bounds => ({ minX, minY, maxX: minX + width, maxY: minY + height }))

const one = { minX: 0, minY: 0, maxX: 0, maxY: 0 }
/** The same object each time, as whoever looks at thousands of shapes would have it. */
const reused = (box: Bounds): Bounds => Object.assign(one, box)

function expectSame(grid: GridIndex<number, string>, model: ReadonlyMap<number, Bounds>, area: Bounds): void {
  const expected = [...model].filter(([, box]) => boundsIntersect(box, area)).map(([id]) => `${id}`)
  expect(grid.query(area).sort()).toEqual(expected.sort())
  expect(grid.hasAny(area)).toBe(expected.length > 0)
  expect(grid.estimate(area)).toBeGreaterThanOrEqual(expected.length)
  expect(grid.size).toBe(model.size)
  expect(grid.extent((item) => item === '3')).toEqual(
    unionBounds([...model].flatMap(([id, box]) => (id === 3 ? [] : [box]))),
  )
}

describe('grid index', () => {
  test('can be filled again when everything has been removed from it, with fewer things too', () => {
    const grid = createGridIndex<number, string>(Number)
    const box = { minX: 0, minY: 0, maxX: 9, maxY: 9 }
    grid.fill(['1', '2', '3'], 3, () => box)
    for (const id of [1, 2, 3]) grid.delete(id)
    grid.fill(['4'], 1, () => box)
    expect([grid.size, grid.query(box)]).toEqual([1, ['4']])
    grid.settle()
    expect([grid.size, grid.query(box), grid.get(4), grid.get(1)]).toEqual([1, ['4'], '4', undefined])
  })

  test('has room for more boxes than at first, and gives the room of removed ones to others', () => {
    const grid = createGridIndex<number, number>((id) => id)
    const boxOf = (i: number): Bounds => ({ minX: i * 10, minY: i, maxX: i * 10 + 5, maxY: i + 5 })
    grid.fill([...Array(1_500).keys()], 1_500, boxOf)
    for (let i = 1_500; i < 5_000; i++) grid.set(i, boxOf(i))
    for (let i = 0; i < 5_000; i += 2) grid.delete(i)
    for (let i = 5_000; i < 7_500; i++) grid.set(i, boxOf(i))
    expect(grid.size).toBe(5_000)
    for (const i of [1, 1_023, 1_025, 4_999, 5_000, 7_499]) {
      expect(grid.boundsOf(i)).toEqual(boxOf(i))
      expect(grid.query(boxOf(i))).toEqual([i])
    }
    expect(grid.query(boxOf(2_000))).toEqual([])
  })

  test('finds exactly what a scan over all boxes finds, whatever was added, moved and removed', () => {
    const step = fc.tuple(fc.integer({ min: 0, max: 15 }), fc.option(bounds, { nil: null }))
    fc.assert(
      fc.property(fc.array(bounds), fc.array(step, { maxLength: 60 }), bounds, (first, steps, area) => {
        const grid = createGridIndex<number, string>(Number)
        const model = new Map<number, Bounds>(first.entries())
        grid.fill([...model.keys()].map(String), model.size, (item) =>
          reused(model.get(Number(item)) ?? area),
        )
        expectSame(grid, model, area)
        for (const [id, box] of steps) {
          if (box === null) {
            grid.delete(id)
            model.delete(id)
          } else {
            grid.set(`${id}`, reused(box))
            model.set(id, box)
          }
        }
        expectSame(grid, model, area)
        expect([...grid.ids()].map((id) => grid.get(id)).sort()).toEqual([...model.keys()].map(String).sort())
        for (const [id, box] of model) expect(grid.boundsOf(id)).toEqual(box)
      }),
    )
  })

  test('a box as large as the canvas may be is kept without filling cells', () => {
    const grid = createGridIndex<string, string>((id) => id)
    grid.set('huge', { minX: -1e7, minY: -1e7, maxX: 1e7, maxY: 1e7 })
    expect(grid.query({ minX: 5, minY: 5, maxX: 6, maxY: 6 })).toEqual(['huge'])
    grid.delete('huge')
    expect(grid.query({ minX: 5, minY: 5, maxX: 6, maxY: 6 })).toEqual([])
  })
})
