import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Cells } from '../change.ts'
import type { ShapeId } from '../ids.ts'
import type { Shape } from '../shapes/shape.ts'
import { anchorAt, anchorPoint, linearPoints } from './arrow-route.ts'
import { boundsContainPoint, centreOf, cornersOf, rotateAbout } from './bounds.ts'
import { inkOutline } from './ink-outline.ts'
import { labelBlock, placeLines } from './label-place.ts'
import { writePlainReach } from './plain-reach.ts'
import { distanceToSegment } from './polyline.ts'
import { localBounds, paintBounds, uprightBounds } from './shape-bounds.ts'
import { createTextRuler } from './text-layout.ts'

function shape(kind: string, cells: Cells): Shape {
  const id = 'shape-aaaa' as ShapeId
  return { id, kind, parentId: null, index: 'a0', ...cells, createdVersion: 1, updatedVersion: 1 }
}

const context = { lookup: { get: () => undefined }, ruler: createTextRuler((text) => text.length * 10) }
const wide = shape('rectangle', { position: [10, 20], size: [100, 50] })

test('OP10 the box of a shape is unrotated and in canvas coordinates', () => {
  expect(localBounds(wide, context)).toEqual({ minX: 10, minY: 20, maxX: 110, maxY: 70 })
  const line = shape('line', { position: [10, 20], points: [0, 0, -5, 7] })
  expect(localBounds(line, context)).toEqual({ minX: 5, minY: 20, maxX: 10, maxY: 27 })
  const inked = shape('stroke', { position: [1, 1], points: [0, 0, 0.5, 3, 4, 1] })
  expect(localBounds(inked, context)).toEqual({ minX: 1, minY: 1, maxX: 4, maxY: 5 })
})

test('OP10 rotation turns about the centre', () => {
  const turned: Shape = { ...wide, rotation: Math.PI / 2 }
  const box = uprightBounds(turned, context)
  expect(box.minX).toBeCloseTo(35)
  expect(box.minY).toBeCloseTo(-5)
  expect(box.maxX).toBeCloseTo(85)
  expect(box.maxY).toBeCloseTo(95)
  const corner = anchorPoint(turned, [0, 0], context.ruler)
  expect(corner.x).toBeCloseTo(85)
  expect(corner.y).toBeCloseTo(-5)
  expect(anchorAt(turned, corner, context.ruler)).toEqual([0, 0])
})

test('OP10 the height of text is measured by its reader', () => {
  const text = shape('text', { position: [0, 0], text: 'ab\ncdef', fontSize: 10 })
  expect(localBounds(text, context)).toEqual({ minX: 0, minY: 0, maxX: 40, maxY: 27 })
  expect(localBounds({ ...text, width: 20 }, context)).toMatchObject({ maxX: 20, maxY: 40.5 })
})

test('paint reaches half a line and more beyond the box, and a callout to its tip', () => {
  expect(paintBounds({ ...wide, strokeWidth: 4 }, context)).toEqual({
    minX: 4,
    minY: 14,
    maxX: 116,
    maxY: 76,
  })
  const callout = shape('callout', { position: [0, 0], size: [10, 10], tail: [5, 40] })
  expect(paintBounds(callout, context)).toMatchObject({ minX: -4, maxY: 44 })
})

test('paint reaches as far as a label that is larger than its shape, however it is set and turned', () => {
  for (const kind of ['rectangle', 'triangle', 'cylinder', 'note', 'ellipse'])
    for (const verticalAlign of ['top', 'middle', 'bottom'])
      for (const align of ['left', 'center', 'right'])
        for (const rotation of [0, 0.7, Math.PI]) {
          const cells = {
            position: [10, 20],
            size: [60, 40],
            text: 'far too many words for it',
            fontSize: 30,
          }
          const labelled = shape(kind, { ...cells, verticalAlign, align, rotation })
          const bounds = paintBounds(labelled, context)
          const box = localBounds(labelled, context)
          const layout = context.ruler.layout(labelled)
          const { top } = labelBlock(labelled, layout, box)
          const lines = placeLines(layout, labelBlock(labelled, layout, box))
          expect(lines.length).toBeGreaterThan(4)
          lines.forEach(({ left, width }, i) => {
            const minY = top + i * layout.lineHeight
            const line = { minX: left, minY, maxX: left + width, maxY: minY + layout.lineHeight }
            for (const corner of cornersOf(line))
              expect(boundsContainPoint(bounds, rotateAbout(corner, centreOf(box), rotation))).toBe(true)
          })
        }
})

test('paint reaches as far as ink does at its full pressure', () => {
  const points = Array.from({ length: 40 }, (_, i) => [i * 5, Math.sin(i) * 30, 1]).flat()
  for (const strokeWidth of [0.5, 2, 8, 40]) {
    const ink = shape('stroke', { position: [100, 100], points, strokeWidth })
    const bounds = paintBounds(ink, context)
    for (const [, ...numbers] of inkOutline(ink))
      for (let i = 0; i + 1 < numbers.length; i += 2)
        expect(
          boundsContainPoint(bounds, { x: (numbers[i] ?? 0) + 100, y: (numbers[i + 1] ?? 0) + 100 }),
        ).toBe(true)
  }
})

test('what is written for plain shapes is what paint reaches, and others are left to it', () => {
  const out = { minX: 0, minY: 0, maxX: 0, maxY: 0 }
  const kinds = ['rectangle', 'ellipse', 'triangle', 'callout', 'note', 'frame', 'image', 'group', 'text']
  const number = fc.double({ min: -1000, max: 1000, noNaN: true, noDefaultInfinity: true })
  const numbers = fc.array(number, { maxLength: 12 })
  const cells = fc.record(
    {
      position: fc.tuple(number, number),
      size: fc.tuple(
        fc.double({ min: 1, max: 400, noNaN: true }),
        fc.double({ min: 1, max: 400, noNaN: true }),
      ),
      points: fc.oneof(
        fc.tuple(number, number, number, number),
        numbers,
        fc.array(fc.oneof(number, fc.string())),
      ),
      text: fc.constantFrom('', 'ab', 'some words', 'many more words than there is room for'),
      fontSize: fc.constantFrom(10, 20, 60),
      rotation: fc.constantFrom(0, 0.5),
      strokeWidth: fc.constantFrom(1, 8),
      verticalAlign: fc.constantFrom('top', 'middle'),
      route: fc.constantFrom('straight', 'curved', 'elbow'),
      start: fc.constant({ shapeId: 'shape-bbbb', anchor: [0.5, 0.5] }),
    },
    { requiredKeys: ['position'] },
  )
  const kind = fc.constantFrom(...kinds, 'stroke', 'highlight', 'line', 'arrow')
  let written = 0
  fc.assert(
    fc.property(kind, cells, (kindOf, of) => {
      const one = shape(kindOf, of as Cells)
      if (!writePlainReach(out, one, context)) return
      written += 1
      expect(out).toEqual(paintBounds(one, context))
    }),
    {
      numRuns: 2_000,
      examples: [['stroke', { position: [0, 0], points: [0, 0, '', 5, -9] }]],
    },
  )
  expect(written).toBeGreaterThan(200)
})

test('distances to a segment are those of the plane', () => {
  expect(distanceToSegment({ x: 0, y: 3 }, { x: -5, y: 0 }, { x: 5, y: 0 })).toBe(3)
  expect(distanceToSegment({ x: 8, y: 4 }, { x: -5, y: 0 }, { x: 5, y: 0 })).toBe(5)
  expect(distanceToSegment({ x: 3, y: 4 }, { x: 0, y: 0 }, { x: 0, y: 0 })).toBe(5)
})

test('OP6 an arrow tied to a text ends before it, as large as it is written and as it is turned', () => {
  const words = shape('text', { position: [100, 0], text: 'tea', fontSize: 20 })
  const arrow = shape('arrow', {
    position: [0, 10],
    points: [0, 0, 60, 0],
    end: { shapeId: words.id, anchor: [0.5, 0.5] },
  })
  const endAt = (target: Shape) =>
    linearPoints(arrow, { lookup: { get: () => target }, ruler: context.ruler }).at(-1)
  // From the left it meets the left side; from the right it would meet that of the longer text further out.
  expect(endAt(words)?.x).toBeCloseTo(95, 0)
  const fromRight: Shape = { ...arrow, position: [400, 13.5], points: [0, 0, -60, 0] }
  const endFromRight = (target: Shape) =>
    linearPoints(fromRight, { lookup: { get: () => target }, ruler: context.ruler }).at(-1)?.x
  expect(endFromRight(words)).toBeCloseTo(135)
  expect(endFromRight({ ...words, text: 'tea and cake' })).toBeCloseTo(225)
  const upright = { ...words, rotation: Math.PI / 2 }
  expect(endAt(upright)?.x).toBeCloseTo(96.5, 0)
})
