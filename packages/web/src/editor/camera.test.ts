import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Camera, fitBounds, toCanvas, toScreen, zoomAt, zoomMax, zoomMin } from './camera.ts'

const coordinate = fc.double({ min: -5_000, max: 5_000, noNaN: true })
const camera: fc.Arbitrary<Camera> = fc.record({
  x: coordinate,
  y: coordinate,
  zoom: fc.double({ min: zoomMin, max: zoomMax, noNaN: true }),
})

describe('camera', () => {
  test('the point under the pointer stays under it while zooming', () => {
    fc.assert(
      fc.property(
        camera,
        coordinate,
        coordinate,
        fc.double({ min: 0, max: 40, noNaN: true }),
        (before, x, y, zoom) => {
          const point = toCanvas(before, { x, y })
          const after = toScreen(zoomAt(before, { x, y }, zoom), point)
          expect(Math.hypot(after.x - x, after.y - y)).toBeLessThan(0.01)
        },
      ),
    )
  })

  test('fitting shows all of a box and never blows small things up', () => {
    const viewport = { width: 1_000, height: 800 }
    const fitted = fitBounds({ minX: 0, minY: 0, maxX: 4_000, maxY: 400 }, viewport)
    const left = toScreen(fitted, { x: 0, y: 0 })
    const right = toScreen(fitted, { x: 4_000, y: 400 })
    expect(left.x).toBeGreaterThan(0)
    expect(right.x).toBeLessThan(1_000)
    expect(fitBounds({ minX: 0, minY: 0, maxX: 10, maxY: 10 }, viewport).zoom).toBe(1)
  })
})
