import type { Bounds } from '@flowstate/engine'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { snapBox, snapPoint } from './snap-box.ts'

const box = (minX: number, minY: number, width = 100, height = 50): Bounds => ({
  minX,
  minY,
  maxX: minX + width,
  maxY: minY + height,
})
const reach = 7

test('sides and middles fall in line with those of a neighbour, and a guide runs along both', () => {
  const targets = [box(0, 0)]
  expect(snapBox(box(4, 300), { targets, reach })).toMatchObject({ dx: -4, dy: 0 })
  expect(snapBox(box(300, 28), { targets, reach })).toMatchObject({ dx: 0, dy: -3 })
  const { guides } = snapBox(box(103, 300, 40, 50), { targets, reach })
  expect(guides).toEqual([{ from: { x: 100, y: 0 }, to: { x: 100, y: 350 } }])
})

test('out of reach nothing moves and nothing is drawn', () => {
  expect(snapBox(box(208, 308), { targets: [box(0, 0)], reach })).toEqual({ dx: 0, dy: 0, guides: [] })
})

test('of several lines the nearest counts, and an axis that is held stays', () => {
  const targets = [box(0, 0), box(6, 200)]
  expect(snapBox(box(4, 400), { targets, reach }).dx).toBe(2)
  expect(snapBox(box(4, 3), { targets, reach, axes: { x: false, y: true } })).toMatchObject({ dx: 0, dy: -3 })
})

test('gaps in a row become equal: behind, in front and between', () => {
  const row = [box(0, 0, 100, 90), box(140, 10, 100, 110)]
  const after = snapBox(box(283, 7, 60, 70), { targets: row, reach, axes: { x: true, y: false } })
  expect(after.dx).toBe(-3)
  expect(after.guides).toEqual([
    { from: { x: 100, y: 42 }, to: { x: 140, y: 42 }, gap: true },
    { from: { x: 240, y: 42 }, to: { x: 280, y: 42 }, gap: true },
  ])
  const before = snapBox(box(-105, 7, 60, 70), { targets: row, reach, axes: { x: true, y: false } })
  expect(before.dx).toBe(5)
  const between = snapBox(box(118, 7, 10, 70), {
    targets: row,
    reach,
    axes: { x: true, y: false },
  })
  expect(between.dx).toBe(-3)
})

test('a dragged corner snaps by its own point', () => {
  expect(snapPoint({ x: 103, y: 400 }, { targets: [box(0, 0)], reach })).toMatchObject({ dx: -3, dy: 0 })
  const sideOnly = { targets: [box(0, 0)], reach, axes: { x: false, y: true } }
  expect(snapPoint({ x: 103, y: 48 }, sideOnly)).toMatchObject({ dx: 0, dy: 2 })
})

test('a snap along an axis stays within reach, and what has snapped stays where it is', () => {
  const boxes = fc
    .record({ x: fc.integer({ min: 0, max: 400 }), y: fc.integer({ min: 0, max: 400 }) })
    .map(({ x, y }) => box(x, y, 40 + (x % 60), 30 + (y % 50)))
  fc.assert(
    fc.property(boxes, fc.array(boxes, { maxLength: 8 }), fc.boolean(), (moving, targets, x) => {
      const axes = { x, y: !x }
      const { dx, dy } = snapBox(moving, { targets, reach, axes })
      expect(Math.max(Math.abs(dx), Math.abs(dy))).toBeLessThanOrEqual(reach)
      const { minX, minY, maxX, maxY } = moving
      const settled = { minX: minX + dx, minY: minY + dy, maxX: maxX + dx, maxY: maxY + dy }
      const again = snapBox(settled, { targets, reach, axes })
      expect(again.dx).toBeCloseTo(0)
      expect(again.dy).toBeCloseTo(0)
    }),
  )
})
