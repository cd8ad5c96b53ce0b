import type { Bounds } from '@flowstate/engine'
import { describe, expect, test } from 'vitest'
import { fitBounds } from '../camera.ts'
import { createFakePaintContext } from '../testing/fake-paint-context.ts'
import { createOverview } from './overview.ts'
import type { TileView } from './tile-engine.ts'

const noImage = {} as CanvasImageSource

function setUp(content: Bounds | null, shapes = 1_000) {
  const painted: Bounds[] = []
  const state: { content: Bounds | null; surfaces: number; view: TileView | null } = {
    content,
    surfaces: 0,
    view: null,
  }
  const overview = createOverview({
    createSurface() {
      state.surfaces += 1
      return { context: createFakePaintContext(), image: noImage }
    },
    paintArea: (_context, area) => painted.push(area),
    contentBounds: () => state.content,
    estimate: () => shapes,
    view: () => state.view,
  })
  const settle = () => {
    let rounds = 0
    while (overview.work() && rounds < 200) rounds += 1
  }
  return { overview, painted, settle, state }
}

const board = { minX: 0, minY: 0, maxX: 10_000, maxY: 6_000 }

describe('overview', () => {
  test('is there when all of it has been painted, piece by piece', () => {
    const { overview, painted, settle } = setUp(board)
    overview.work()
    expect(overview.picture()).toBeNull()
    settle()
    const picture = overview.picture()
    expect(picture?.area.minX).toBeLessThan(board.minX)
    expect(picture?.area.maxY).toBeGreaterThan(board.maxY)
    expect(painted.length).toBeGreaterThan(2)
    const size = ({ minX, minY, maxX, maxY }: Bounds) => (maxX - minX) * (maxY - minY)
    const sum = painted.reduce((all, area) => all + size(area), 0)
    expect(sum / size(picture?.area ?? board)).toBeCloseTo(1)
  })

  test('a change is painted where it is, and one outside makes a new picture', () => {
    const { overview, painted, settle, state } = setUp(board)
    settle()
    painted.length = 0
    overview.invalidate([{ minX: 100, minY: 100, maxX: 200, maxY: 200 }])
    settle()
    expect(painted).toHaveLength(1)
    expect(painted[0]?.minX).toBeLessThan(100)
    expect(state.surfaces).toBe(1)
    const before = overview.picture()
    state.content = { ...board, maxX: 30_000 }
    overview.invalidate([{ minX: 29_900, minY: 0, maxX: 30_000, maxY: 100 }])
    expect(overview.picture()).toEqual(before)
    settle()
    expect(overview.picture()?.area.maxX).toBeGreaterThan(30_000)
  })

  test('an empty canvas has none, until something is on it', () => {
    const { overview, settle, state } = setUp(null)
    settle()
    expect(overview.picture()).toBeNull()
    state.content = board
    overview.invalidate([board])
    settle()
    expect(overview.picture()).not.toBeNull()
  })

  test('at the scale of its picture everything can be shown at once, but for what has changed since', () => {
    const { overview, painted, settle, state } = setUp(board)
    state.view = { x: 0, y: 0, zoom: 1, width: 1440, height: 900, pixelRatio: 1 }
    const scale = fitBounds(board, state.view).zoom
    expect(overview.readyAt(scale)).toBeNull()
    settle()
    expect(overview.readyAt(scale * 1.01)).toBeNull()
    const ready = overview.readyAt(scale)
    expect(ready?.dirtyWithin(board)).toEqual([])
    const change = { minX: 4_000, minY: 3_000, maxX: 4_050, maxY: 3_020 }
    overview.invalidate([change])
    const [dirty] = ready?.dirtyWithin(board) ?? []
    expect(dirty?.minX).toBeLessThanOrEqual(change.minX)
    expect(dirty?.maxY).toBeGreaterThanOrEqual(change.maxY)
    painted.length = 0
    settle()
    expect(painted).toHaveLength(1)
    expect(overview.readyAt(scale)?.dirtyWithin(board)).toEqual([])
  })

  test('what does not fit into it any more, or looks different everywhere, is not shown as it is', () => {
    const { overview, settle, state } = setUp(board)
    state.view = { x: 0, y: 0, zoom: 1, width: 1440, height: 900, pixelRatio: 1 }
    const scale = fitBounds(board, state.view).zoom
    settle()
    overview.invalidate([{ minX: 29_900, minY: 0, maxX: 30_000, maxY: 100 }])
    expect(overview.readyAt(scale)).toBeNull()
    settle()
    expect(overview.readyAt(scale)).not.toBeNull()
    overview.invalidate('all')
    expect(overview.readyAt(scale)).toBeNull()
    overview.work()
    expect(overview.readyAt(scale)).toBeNull()
  })

  test('nothing is cut out of the picture of a few shapes, which are painted as quickly', () => {
    const { overview, settle, state } = setUp(board, 999)
    state.view = { x: 0, y: 0, zoom: 1, width: 1440, height: 900, pixelRatio: 1 }
    settle()
    expect(overview.picture()).not.toBeNull()
    expect(overview.readyAt(fitBounds(board, state.view).zoom)).toBeNull()
  })

  test('a window of another size gets another picture', () => {
    const { overview, settle, state } = setUp(board)
    state.view = { x: 0, y: 0, zoom: 1, width: 1440, height: 900, pixelRatio: 1 }
    settle()
    state.view = { ...state.view, width: 900 }
    overview.invalidate([])
    settle()
    expect(state.surfaces).toBe(2)
    expect(overview.readyAt(fitBounds(board, state.view).zoom)).not.toBeNull()
  })

  test('says what it shows as it is now, and whether the rest is painted while somebody waits', () => {
    const { overview, settle, state } = setUp(board)
    const left = { minX: 0, minY: 0, maxX: 1_000, maxY: 1_000 }
    const right = { minX: 9_000, minY: 0, maxX: 10_000, maxY: 1_000 }
    const catchUp = () => overview.catchUp(left, () => true)
    expect([overview.isCurrent(left), catchUp()]).toEqual([false, false])
    settle()
    expect(overview.isCurrent(board)).toBe(true)
    overview.invalidate([left])
    expect([overview.isCurrent(left), overview.isCurrent(right)]).toEqual([false, true])
    expect(overview.catchUp(left, () => false)).toBe(false)
    expect([catchUp(), overview.isCurrent(left), catchUp()]).toEqual([true, true, false])
    state.content = { ...board, maxX: 30_000 }
    overview.invalidate([{ minX: 29_900, minY: 0, maxX: 30_000, maxY: 100 }])
    overview.work()
    expect(overview.isCurrent(left)).toBe(false)
    expect([catchUp(), overview.isCurrent(left)]).toEqual([true, true])
  })

  test('a new picture of very many shapes is not painted while somebody waits', () => {
    const { overview, settle } = setUp(board, 1_001)
    settle()
    overview.invalidate([{ minX: 100, minY: 100, maxX: 200, maxY: 200 }])
    expect(overview.catchUp(board, () => true)).toBe(true)
    overview.invalidate('all')
    expect(overview.catchUp(board, () => true)).toBe(false)
  })
})
