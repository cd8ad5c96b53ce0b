import { expect, test } from 'vitest'
import { stretchedPlace } from './stretched-place.ts'

const view = { x: 10.37, y: -3.81, zoom: 1, width: 1_000, height: 500, pixelRatio: 1.5 }

test('at the scale it was painted at a picture lies on whole device pixels', () => {
  const place = stretchedPlace(view, { scale: 1.5, originX: 480, originY: -960 })
  const pixels = [...place.matchAll(/(-?[\d.]+)px/g)].map(([, css]) => Number(css) * view.pixelRatio)
  // 10.37 and -3.81 times 1.5 are nearest to 16 and -6.
  expect(pixels.map(Math.round)).toEqual([464, -954])
  for (const pixel of pixels) expect(pixel).toBeCloseTo(Math.round(pixel), 9)
  expect(place).not.toContain('scale')
})

test('at another it is stretched, the point it begins at staying where that is seen', () => {
  expect(
    stretchedPlace(
      { ...view, x: 100, y: 50, zoom: 2, pixelRatio: 1 },
      { scale: 1, originX: 110, originY: 80 },
    ),
  ).toBe('translate(20px, 60px) scale(2)')
})
