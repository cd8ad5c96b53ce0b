import { describe, expect, test } from 'vitest'
import { fitBounds } from '../camera.ts'
import { overviewBytesMax, overviewScale } from './overview-scale.ts'

const content = { minX: 0, minY: 0, maxX: 20_000, maxY: 12_000 }
const view = { x: 0, y: 0, zoom: 1, width: 1440, height: 900, pixelRatio: 1 }

describe('the scale of the picture of everything', () => {
  test('is the one at which everything is shown, on a dense screen too', () => {
    for (const pixelRatio of [1, 2]) {
      const scale = overviewScale(content, { ...view, pixelRatio })
      expect(scale).toBe(fitBounds(content, view).zoom * pixelRatio)
    }
  })

  test('takes no more memory than it may, however large the window or the canvas', () => {
    const wide = { minX: 0, minY: 0, maxX: 2_000_000, maxY: 300 }
    const huge = { minX: 0, minY: 0, maxX: 500_000, maxY: 500_000 }
    const large = { ...view, width: 7_680, height: 4_320, pixelRatio: 2 }
    for (const area of [content, wide, huge]) {
      for (const of of [view, large, null]) {
        const scale = overviewScale(area, of)
        expect(area.maxX * scale * area.maxY * scale * 4).toBeLessThan(overviewBytesMax)
        expect(area.maxX * scale).toBeLessThan(8_192)
      }
    }
  })
})
