import { expect, test } from 'vitest'
import { shapeNamed } from '../testing/memory-canvas.ts'
import { stateOfShapes } from '../testing/state-of-shapes.ts'
import { linearPath, linearPoints } from './arrow-route.ts'
import { flattenPath } from './path.ts'
import { createTextRuler } from './text-layout.ts'

const [from, to, id] = [shapeNamed('from'), shapeNamed('to'), shapeNamed('arrow')]

/** An elbow between the middles of two boxes of 100 by 60. */
function elbowBetween(a: readonly [number, number], b: readonly [number, number]) {
  const box = { kind: 'rectangle', size: [100, 60], corner: 'sharp' } as const
  const middle = [0.5, 0.5] as const
  const view = stateOfShapes([
    { ...box, id: from, position: [...a] },
    { ...box, id: to, position: [...b] },
    {
      id,
      kind: 'arrow',
      route: 'elbow',
      position: [0, 0],
      points: [0, 0, 1, 1],
      start: { shapeId: from, anchor: [...middle] },
      end: { shapeId: to, anchor: [...middle] },
    },
  ])
  const arrow = view.get(id)
  if (arrow === undefined) throw new Error('the arrow is not there')
  const context = { lookup: view, ruler: createTextRuler((text) => text.length * 10) }
  const ends = linearPoints(arrow, context).map(({ x, y }) => ({ x: Math.round(x), y: Math.round(y) }))
  return { ends, path: flattenPath(linearPath(arrow, context)) }
}

test('an elbow leaves and arrives square to the sides that face each other', () => {
  // Beside and above each other, further down than across: by the lower and the upper side.
  expect(elbowBetween([0, 0], [130, 200]).ends).toEqual([
    { x: 50, y: 65 },
    { x: 180, y: 195 },
  ])
  expect(elbowBetween([0, 0], [300, 90]).ends).toEqual([
    { x: 105, y: 30 },
    { x: 295, y: 120 },
  ])
  expect(elbowBetween([300, 90], [0, 0]).ends).toEqual([
    { x: 295, y: 120 },
    { x: 105, y: 30 },
  ])
})

test('the line itself goes the way its ends were cut for, also where what is left of it is taller than wide', () => {
  const { ends, path } = elbowBetween([0, 0], [160, 130])
  expect(ends).toEqual([
    { x: 105, y: 30 },
    { x: 155, y: 160 },
  ])
  const [first, second] = path
  expect(second?.y).toBe(first?.y)
  expect(path.at(-2)?.y).toBe(path.at(-1)?.y)
})

test('boxes that overlap from the side are joined from top to bottom, however far their middles lie apart', () => {
  const { ends, path } = elbowBetween([0, 0], [95, 90])
  expect(ends).toEqual([
    { x: 50, y: 65 },
    { x: 145, y: 85 },
  ])
  // Halfway between the facing sides.
  expect(path.some(({ y }) => Math.abs(y - 75) < 0.001)).toBe(true)
})

test('where boxes overlap altogether the elbow still begins and ends at their outlines or middles', () => {
  for (const { x, y } of elbowBetween([0, 0], [20, 10]).path) expect(Number.isFinite(x + y)).toBe(true)
})
