import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  boxAround,
  boxContainsBox,
  boxesIntersect,
  distanceToSegment,
  expandBox,
  rotatePoint,
} from './box.ts'
import type { Cells } from './change.ts'
import {
  anchorPoint,
  boundsWithin,
  estimateText,
  inkBounds,
  rotatedBounds,
  shapeBounds,
  toUnrotated,
} from './geometry.ts'
import type { ShapeId } from './ids.ts'
import type { Shape } from './shapes/shape.ts'
import { arbitraryScene } from './testing/arbitraries.ts'

function shape(kind: string, cells: Cells): Shape {
  const id = 'shape-aaaa' as ShapeId
  return { id, kind, parentId: null, index: 'a0', ...cells, createdVersion: 1, updatedVersion: 1 }
}

const wide = shape('rectangle', { position: [10, 20], size: [100, 50] })

test('OP10 the box of a shape is unrotated and in canvas coordinates', () => {
  expect(shapeBounds(wide)).toEqual({ x: 10, y: 20, width: 100, height: 50 })
  expect(shapeBounds(shape('line', { position: [10, 20], points: [0, 0, -5, 7] }))).toEqual({
    x: 5,
    y: 20,
    width: 5,
    height: 7,
  })
  const inked = shape('stroke', { position: [1, 1], points: [0, 0, 0.5, 3, 4, 1] })
  expect(shapeBounds(inked)).toEqual({ x: 1, y: 1, width: 3, height: 4 })
  expect(shapeBounds(shape('group', {}))).toBeUndefined()
})

test('OP10 rotation turns about the centre', () => {
  const turned: Shape = { ...wide, rotation: Math.PI / 2 }
  const box = rotatedBounds(turned)
  expect(box?.x).toBeCloseTo(35)
  expect(box?.y).toBeCloseTo(-5)
  expect(box?.width).toBeCloseTo(50)
  expect(box?.height).toBeCloseTo(100)
  const corner = anchorPoint(turned, [0, 0])
  expect(corner?.[0]).toBeCloseTo(85)
  expect(corner?.[1]).toBeCloseTo(-5)
  const back = toUnrotated(turned, corner ?? [0, 0])
  expect(back[0]).toBeCloseTo(10)
  expect(back[1]).toBeCloseTo(20)
})

test('OP10 the height of text is measured by its reader', () => {
  const text = shape('text', { position: [0, 0], text: 'ab\ncdef', fontSize: 10 })
  expect(shapeBounds(text, () => [7, 9])).toEqual({ x: 0, y: 0, width: 7, height: 9 })
  expect(estimateText(text)).toEqual([24, 25])
  expect(estimateText({ ...text, width: 12 })).toEqual([12, 37.5])
})

test('ink reaches half a line beyond the box, and a callout to its tip', () => {
  expect(inkBounds({ ...wide, strokeWidth: 4 })).toEqual({ x: 8, y: 18, width: 104, height: 54 })
  const callout = shape('callout', { position: [0, 0], size: [10, 10], tail: [5, 40] })
  expect(inkBounds(callout)).toEqual({ x: -1, y: -1, width: 12, height: 41 })
})

test('OP10 a group is as large as what stands in it', () => {
  fc.assert(
    fc.property(arbitraryScene, ({ state }) => {
      for (const group of state.shapes()) {
        if (group.kind !== 'group') continue
        const box = boundsWithin(state, group)
        for (const child of state.children(group.id)) {
          const inner = boundsWithin(state, child)
          if (inner === undefined) continue
          expect(box !== undefined && boxContainsBox(expandBox(box, 1e-6), inner)).toBe(true)
        }
      }
    }),
  )
})

test('boxes touch, points turn and distances are those of the plane', () => {
  const unit = { x: 0, y: 0, width: 1, height: 1 }
  expect(boxesIntersect(unit, { ...unit, x: 1 })).toBe(true)
  expect(boxesIntersect(unit, { ...unit, x: 1.1 })).toBe(false)
  expect(boxAround([])).toBeUndefined()
  expect(rotatePoint([1, 0], [0, 0], Math.PI / 2)[1]).toBeCloseTo(1)
  expect(distanceToSegment([0, 3], [-5, 0], [5, 0])).toBe(3)
  expect(distanceToSegment([8, 4], [-5, 0], [5, 0])).toBe(5)
  expect(distanceToSegment([3, 4], [0, 0], [0, 0])).toBe(5)
})
