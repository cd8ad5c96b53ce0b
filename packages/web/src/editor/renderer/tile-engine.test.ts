import type { Bounds } from '@flowstate/engine'
import { describe, expect, test } from 'vitest'
import { createFakePaintContext } from '../testing/fake-paint-context.ts'
import { createTileEngine, type TileView } from './tile-engine.ts'
import { tilePixels } from './tile-layer.ts'

const view: TileView = { x: 0, y: 0, zoom: 1, width: 1000, height: 500, pixelRatio: 1 }
const noImage = {} as CanvasImageSource

/** @param costMs how long painting one area takes on the engine's clock */
function setUp(costMs = 0) {
  const painted: { area: Bounds; scale: number }[] = []
  let clockMs = 0
  let surfaces = 0
  const engine = createTileEngine({
    createSurface() {
      surfaces += 1
      return { context: createFakePaintContext(), image: noImage }
    },
    paintArea(_context, area, scale) {
      clockMs += costMs
      painted.push({ area, scale })
    },
    now: () => clockMs,
    budgetMs: 6,
  })
  const settle = (nowMs: number) => {
    let frames = 0
    while (engine.paint(nowMs) && frames < 100) frames += 1
  }
  return { engine, painted, settle, surfaces: () => surfaces }
}

describe('tile engine', () => {
  test('paints the tiles in view once, and nothing while nothing changes', () => {
    const { engine, painted, settle } = setUp()
    engine.setView(view, 0)
    settle(0)
    expect(painted).toHaveLength(2)
    settle(16)
    engine.setView({ ...view, x: 20 }, 16)
    settle(32)
    expect(painted).toHaveLength(2)
  })

  test('a change repaints only what it touches, in whole device pixels', () => {
    const { engine, painted, settle } = setUp()
    engine.setView(view, 0)
    settle(0)
    painted.length = 0
    engine.invalidate([{ minX: 10.4, minY: 20.6, maxX: 30.2, maxY: 40.9 }])
    settle(16)
    expect(painted).toEqual([{ area: { minX: 9, minY: 19, maxX: 32, maxY: 42 }, scale: 1 }])
  })

  test('many changes between two frames are one paint of a tile', () => {
    const { engine, painted, settle } = setUp()
    engine.setView(view, 0)
    settle(0)
    painted.length = 0
    for (let i = 0; i < 50; i++) engine.invalidate([{ minX: i, minY: i, maxX: i + 4, maxY: i + 4 }])
    settle(16)
    expect(painted).toHaveLength(1)
  })

  test('a change out of view costs nothing', () => {
    const { engine, painted, settle } = setUp()
    engine.setView(view, 0)
    settle(0)
    painted.length = 0
    engine.invalidate([{ minX: 9_000, minY: 9_000, maxX: 9_100, maxY: 9_100 }])
    settle(16)
    expect(painted).toEqual([])
  })

  test('tiles are stretched while the zoom moves and painted crisp when it rests', () => {
    const { engine, painted, settle } = setUp()
    engine.setView(view, 0)
    settle(0)
    painted.length = 0
    engine.setView({ ...view, zoom: 1.2 }, 1_000)
    expect(engine.paint(1_016)).toBe(true)
    expect(painted).toEqual([])
    expect(engine.placements()[0]?.side).toBeCloseTo(tilePixels * 1.2)
    settle(1_200)
    expect(new Set(painted.map(({ scale }) => scale))).toEqual(new Set([1.2]))
    expect(engine.placements().every(({ side }) => side === tilePixels)).toBe(true)
  })

  test('stale tiles stay under the new ones until all of these are there', () => {
    const { engine, painted } = setUp(4)
    engine.setView({ ...view, width: 2000, height: 1500 }, 0)
    while (engine.paint(0));
    painted.length = 0
    engine.setView({ ...view, width: 2000, height: 1500, zoom: 3 }, 1_000)
    expect(engine.paint(1_016)).toBe(true)
    expect(painted.length).toBeLessThan(12)
    expect(new Set(engine.placements().map(({ side }) => Math.round(side)))).toEqual(
      new Set([tilePixels, tilePixels * 3]),
    )
    while (engine.paint(1_300));
    expect(new Set(engine.placements().map(({ side }) => side))).toEqual(new Set([tilePixels]))
  })

  test('at the exact zoom tiles lie on whole device pixels', () => {
    const { engine, settle } = setUp()
    engine.setView({ ...view, x: 10.37, y: -3.81, pixelRatio: 1.5 }, 0)
    settle(0)
    for (const { x, y } of engine.placements()) expect([x % 1, y % 1].map(Math.abs)).toEqual([0, 0])
  })

  test('panning far keeps the number of surfaces bounded', () => {
    const { engine, settle, surfaces } = setUp()
    for (let i = 0; i < 200; i++) {
      engine.setView({ ...view, x: i * 400 }, i * 16)
      settle(i * 16)
    }
    expect(surfaces()).toBeLessThan(40)
  })
})
