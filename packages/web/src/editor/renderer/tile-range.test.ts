import { describe, expect, test } from 'vitest'
import type { TileView } from './tile-engine.ts'
import { tilePixels } from './tile-layer.ts'
import { grownView, rangeAt, rangeOf } from './tile-range.ts'

const view: TileView = { x: 0, y: 0, zoom: 1, width: 900, height: 700, pixelRatio: 1 }

describe('ranges of tiles', () => {
  test('cover what is seen, at any zoom and pixel ratio', () => {
    expect(rangeOf(view)).toEqual({ scale: 1, left: 0, top: 0, right: 1, bottom: 1 })
    expect(rangeOf({ ...view, x: -1 })).toMatchObject({ left: -1, right: 1 })
    expect(rangeOf({ ...view, zoom: 2, pixelRatio: 2 })).toEqual({
      scale: 4,
      left: 0,
      top: 0,
      right: 3,
      bottom: 2,
    })
  })

  test('of another scale cover the same part of the canvas', () => {
    const seen = { ...view, x: 300, y: -200, zoom: 0.5, pixelRatio: 2 }
    const side = tilePixels / 3
    expect(rangeAt(seen, 3)).toEqual({
      scale: 3,
      left: Math.floor(300 / side),
      top: Math.floor(-200 / side),
      right: Math.floor((300 + 1800) / side),
      bottom: Math.floor((-200 + 1400) / side),
    })
  })

  test('of a grown view take in 256 device pixels around it, at any zoom and pixel ratio', () => {
    const at = { ...view, x: 500, y: 500, zoom: 0.75, pixelRatio: 2 }
    const grown = grownView(at)
    const scale = 1.5
    expect((at.x - grown.x) * scale).toBeCloseTo(256)
    expect((grown.y + grown.height / grown.zoom - at.y - at.height / at.zoom) * scale).toBeCloseTo(256)
    expect(rangeOf(grown).left).toBe(Math.floor((500 * scale - 256) / tilePixels))
  })
})
