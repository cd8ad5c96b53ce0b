import fc from 'fast-check'
import type { TileView } from '../renderer/tile-view.ts'

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true })
/** A view of a window of any size, anywhere, at any zoom. */
export const anyView: fc.Arbitrary<TileView> = fc.record({
  x: number(-90_000, 90_000),
  y: number(-90_000, 90_000),
  zoom: number(0.05, 8),
  width: fc.integer({ min: 1, max: 3_000 }),
  height: fc.integer({ min: 1, max: 2_000 }),
  pixelRatio: fc.constantFrom(1, 1.25, 2),
})
