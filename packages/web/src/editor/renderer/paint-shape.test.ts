import { createTextRuler, type ShapeId, shapeKindNames } from '@flowstate/engine'
import { describe, expect, test } from 'vitest'
import { galleryShapes } from '../../gallery-shapes.ts'
import { createFakePaintContext } from '../testing/fake-paint-context.ts'
import { shapeFromProposal } from '../tools/draft.ts'
import { paintShape } from './paint-shape.ts'

const loading = { kind: 'loading' } as const
const options = {
  lookup: { get: () => undefined },
  ruler: createTextRuler((text) => text.length * 10),
  theme: 'light',
  scale: 1,
  image: () => loading,
} as const

describe('painting', () => {
  test('every shape of the gallery paints something and leaves the context as it was', () => {
    for (const proposed of galleryShapes) {
      const context = createFakePaintContext()
      paintShape(context, shapeFromProposal(proposed), options)
      const count = (name: string) => context.calls.filter((call) => call === name).length
      expect(
        count('fill') + count('stroke') + count('fillText') + count('fillRect'),
        proposed.kind,
      ).toBeGreaterThan(0)
      expect(count('save'), proposed.kind).toBe(count('restore'))
    }
  })

  test('the gallery shows every kind that draws by itself', () => {
    const shown = new Set(galleryShapes.map(({ kind }) => kind))
    const expected = shapeKindNames.filter((kind) => !['group', 'frame', 'image'].includes(kind))
    expect(expected.filter((kind) => !shown.has(kind))).toEqual([])
  })

  test('a kind this version does not know paints nothing and breaks nothing', () => {
    const context = createFakePaintContext()
    const shape = shapeFromProposal({
      id: 'unknown-01' as ShapeId,
      kind: 'hologram',
      position: [0, 0],
      size: [90, 90],
    })
    paintShape(context, shape, options)
    expect(context.calls.filter((call) => call === 'fill' || call === 'stroke')).toEqual([])
  })

  test('small ink keeps the points that can be told apart, and no others', () => {
    const points = Array.from({ length: 20 }, (_, i) => [
      8 + 8 * Math.cos(i / 3),
      8 + 8 * Math.sin(i / 3),
      0.5,
    ])
    const circle = { id: 'circle-001' as ShapeId, kind: 'stroke', position: [0, 0], points: points.flat() }
    const linesAt = (scale: number): number => {
      const context = createFakePaintContext()
      paintShape(context, shapeFromProposal(circle), { ...options, scale })
      return context.calls.filter((call) => call === 'lineTo').length
    }
    expect(linesAt(1)).toBe(19)
    expect(linesAt(0.3)).toBeLessThan(10)
    expect(linesAt(0.3)).toBeGreaterThan(4)
  })

  test('far away a shape is one spot', () => {
    const context = createFakePaintContext()
    const [first] = galleryShapes
    if (first === undefined) throw new Error('the gallery is empty')
    paintShape(context, shapeFromProposal(first), { ...options, scale: 0.01 })
    expect(context.calls).toEqual(['fillRect'])
  })
})
