import type { Bounds } from '@flowstate/engine'
import { describe, expect, test } from 'vitest'
import { createFakePaintContext } from '../testing/fake-paint-context.ts'
import { createTileEngine, type TileView } from './tile-engine.ts'
import { tilePixels } from './tile-layer.ts'
import { rangeOf } from './tile-range.ts'

const view: TileView = { x: 0, y: 0, zoom: 1, width: 900, height: 450, pixelRatio: 1 }
const noImage = {} as CanvasImageSource

/**
 * @param costMs how long painting one area takes on the engine's clock
 * @param shapes how many shapes every area has
 */
function setUp(costMs = 0, shapes = 1_000) {
  const painted: { area: Bounds; scale: number }[] = []
  let clockMs = 0
  let surfaces = 0
  let backdrop = true
  let seen = false
  const dropped: string[] = []
  const renewed: number[] = []
  const engine = createTileEngine({
    createSurface() {
      surfaces += 1
      return { context: createFakePaintContext(), image: noImage }
    },
    paintArea(_context, area, scale) {
      clockMs += costMs
      painted.push({ area, scale })
    },
    estimate: () => shapes,
    hasBackdrop: () => backdrop,
    isSeen: () => seen,
    now: () => clockMs,
    budgetMs: 6,
    tileDropped: ({ column, row }, scale) => dropped.push(`${column},${row} at ${scale}`),
    renewed: (scale) => renewed.push(scale),
  })
  const settle = (nowMs: number) => {
    let frames = 0
    while (engine.paint(nowMs).more && frames < 100) frames += 1
    return frames
  }
  const setBackdrop = (there: boolean) => {
    backdrop = there
  }
  const setSeen = (is: boolean) => {
    seen = is
  }
  return { engine, painted, settle, setBackdrop, setSeen, dropped, renewed, surfaces: () => surfaces }
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

  test('tiles of what is seen without them come one at a time, however few shapes there are', () => {
    const { engine, painted, settle, setSeen } = setUp(0, 10)
    setSeen(true)
    engine.setView(view, 0)
    expect(engine.paint(0)).toEqual({ more: true, complete: false })
    expect(painted).toHaveLength(1)
    expect(settle(16)).toBe(0)
    expect(painted).toHaveLength(2)
  })

  test('tiles that are forgotten are painted anew, on surfaces of their own', () => {
    const { engine, painted, settle, surfaces, renewed } = setUp(0, 10)
    engine.setView(view, 0)
    settle(0)
    engine.forget()
    settle(16)
    expect(painted).toHaveLength(4)
    expect(surfaces()).toBe(4)
    expect(renewed).toEqual([1, 1])
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

  test('changes far from each other are painted each for itself, and together when they are many', () => {
    const { engine, painted, settle } = setUp()
    engine.setView(view, 0)
    settle(0)
    const spots = (count: number) =>
      Array.from({ length: count }, (_, i) => ({
        minX: (i % 5) * 100,
        minY: Math.floor(i / 5) * 90,
        maxX: (i % 5) * 100 + 20,
        maxY: Math.floor(i / 5) * 90 + 20,
      }))
    painted.length = 0
    engine.invalidate(spots(4))
    settle(16)
    expect(painted).toHaveLength(4)
    painted.length = 0
    engine.invalidate(spots(25))
    settle(32)
    expect(painted.length).toBeLessThan(10)
  })

  test('nothing is painted while the zoom moves; when it rests tiles are painted at its scale', () => {
    const { engine, painted, settle } = setUp()
    engine.setView(view, 0)
    settle(0)
    painted.length = 0
    engine.setView({ ...view, zoom: 1.2 }, 1_000)
    expect(engine.paint(1_016)).toEqual({ more: true, complete: false })
    expect(painted).toEqual([])
    settle(1_200)
    expect(new Set(painted.map(({ scale }) => scale))).toEqual(new Set([1.2]))
    expect(engine.paint(1_216)).toEqual({ more: false, complete: true })
  })

  test('a few shapes are painted anew while the zoom moves when there is nothing to stretch', () => {
    const { engine, painted, setBackdrop, settle } = setUp(0, 20)
    engine.setView(view, 0)
    settle(0)
    painted.length = 0
    setBackdrop(false)
    engine.setView({ ...view, zoom: 1.1 }, 1_000)
    expect(engine.paint(1_016)).toEqual({ more: false, complete: true })
    expect(new Set(painted.map(({ scale }) => scale))).toEqual(new Set([1.1]))
  })

  test('missing tiles take several frames where there is something to show meanwhile, else one', () => {
    const wide = { ...view, width: 2000, height: 1500 }
    const { engine, setBackdrop, settle } = setUp(4)
    engine.setView(wide, 0)
    expect(settle(0)).toBeGreaterThan(2)
    setBackdrop(false)
    engine.setView({ ...wide, x: 50_000 }, 100)
    expect(settle(100)).toBe(0)
  })

  test('a tile of very many shapes is painted in pieces that fill it without gaps', () => {
    const { engine, painted, settle } = setUp(10, 4_500)
    engine.setView({ ...view, width: 100, height: 100 }, 0)
    expect(settle(0)).toBeGreaterThan(1)
    const rows = painted.map(({ area }) => [area.minY, area.maxY] as const)
    expect(rows[0]?.[0]).toBe(0)
    expect(rows.at(-1)?.[1]).toBe(tilePixels)
    for (let i = 1; i < rows.length; i++) expect(rows[i]?.[0]).toBe(rows[i - 1]?.[1])
  })

  test('panning far keeps the number of tiles bounded, and drops none that is in view', () => {
    const { engine, settle, surfaces, dropped } = setUp()
    for (let i = 0; i < 200; i++) {
      engine.setView({ ...view, x: i * 400 }, i * 16)
      settle(i * 16)
      const { left, right } = rangeOf({ ...view, x: i * 400 })
      for (let column = left; column <= right; column++) expect(dropped).not.toContain(`${column},0 at 1`)
    }
    expect(surfaces()).toBeGreaterThan(100)
    expect(surfaces() - dropped.length).toBeLessThan(40)
  })

  test('says when tiles of another zoom are painted from nothing, and drops none of those before: they may be seen', () => {
    const { engine, settle, dropped, renewed } = setUp()
    engine.setView(view, 0)
    settle(0)
    engine.setView({ ...view, zoom: 2 }, 1_000)
    settle(1_200)
    engine.setView(view, 2_000)
    settle(2_200)
    expect(renewed).toEqual([1, 2, 1])
    expect(dropped).toEqual([])
  })

  test('tiles that show a little of their neighbours are painted to their edge, and again when that changes', () => {
    const painted: Bounds[] = []
    const changed = new Set<string>()
    const engine = createTileEngine({
      createSurface: () => ({ context: createFakePaintContext(), image: noImage }),
      paintArea: (_context, area) => painted.push(area),
      estimate: () => 10,
      hasBackdrop: () => true,
      now: () => 0,
      budgetMs: 6,
      overlap: 2,
      tileChanged: ({ column, row }) => changed.add(`${column},${row}`),
    })
    engine.setView(view, 0)
    engine.paint(0)
    expect(painted).toHaveLength(2)
    expect(painted).toContainEqual({ minX: 0, minY: 0, maxX: tilePixels + 2, maxY: tilePixels + 2 })
    changed.clear()
    engine.invalidate([{ minX: tilePixels + 1, minY: 5, maxX: tilePixels + 9, maxY: 9 }])
    engine.paint(16)
    expect([...changed].sort()).toEqual(['0,0', '1,0'])
  })
})
