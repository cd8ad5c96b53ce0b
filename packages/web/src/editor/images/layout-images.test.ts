import { boundsIntersect } from '@flowstate/engine'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { layoutImages } from './layout-images.ts'

const room = { width: 1_000, height: 800 }

describe('laying out pictures', () => {
  test('one small picture keeps its pixels, around the point', () => {
    const [box] = layoutImages([{ width: 100, height: 40 }], { x: 500, y: 300 }, room)
    expect(box).toEqual({ minX: 450, minY: 280, maxX: 550, maxY: 320 })
  })

  test('one larger than what is seen is made smaller, in proportion', () => {
    const [box] = layoutImages([{ width: 4_000, height: 1_000 }], { x: 0, y: 0 }, room)
    expect(box).toEqual({ minX: -350, minY: -87.5, maxX: 350, maxY: 87.5 })
  })

  test('any number lies side by side in order, apart from each other, within what is seen', () => {
    const size = fc.record({
      width: fc.integer({ min: 20, max: 5_000 }),
      height: fc.integer({ min: 20, max: 5_000 }),
    })
    fc.assert(
      fc.property(fc.array(size, { minLength: 1, maxLength: 30 }), (sizes) => {
        const boxes = layoutImages(sizes, { x: 0, y: 0 }, room)
        expect(boxes).toHaveLength(sizes.length)
        boxes.forEach((box, i) => {
          expect(box.minX).toBeGreaterThanOrEqual(-room.width / 2)
          expect(box.maxX).toBeLessThanOrEqual(room.width / 2)
          expect(box.minY).toBeGreaterThanOrEqual(-room.height / 2)
          expect(box.maxY).toBeLessThanOrEqual(room.height / 2)
          for (const other of boxes.slice(i + 1)) expect(boundsIntersect(box, other)).toBe(false)
        })
      }),
    )
  })
})
