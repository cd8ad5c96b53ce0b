import type { Bounds } from '@flowstate/engine'
import { describe, expect, test } from 'vitest'
import { createFakePaintContext } from '../testing/fake-paint-context.ts'
import { around, fillFrom, type ReadyPicture } from './ready-picture.ts'
import { createTileEngine } from './tile-engine.ts'
import { createTileLayer, tilePixels } from './tile-layer.ts'

const noImage = {} as CanvasImageSource
const scale = 0.5
const tileSide = tilePixels / scale

function oneTile() {
  const context = createFakePaintContext()
  const cuts: number[][] = []
  const drawImage = (_image: CanvasImageSource, ...numbers: number[]) => void cuts.push(numbers)
  const layer = createTileLayer(scale, () => ({ context: { ...context, drawImage }, image: noImage }))
  const [tile] = layer.tilesIn({ minX: 1, minY: 1, maxX: 2, maxY: 2 })
  if (tile === undefined) throw new Error('no tile')
  return { tile, cuts }
}

const picture = (box: Bounds, dirty: readonly Bounds[] = []): ReadyPicture => ({
  image: noImage,
  box,
  dirtyWithin: () => dirty,
})

describe('tiles cut out of a picture', () => {
  test('what the picture shows is copied pixel by pixel, what it does not is painted', () => {
    const { tile, cuts } = oneTile()
    const painted: Bounds[] = []
    const box = { minX: -100, minY: 12, maxX: 470, maxY: 600 }
    const options = { scale, paintPart: (area: Bounds) => void painted.push(area) }
    expect(fillFrom(picture(box), tile, options)).toBe(true)
    expect(cuts).toEqual([[100, 0, 470, tilePixels - 12, 0, 12, 470, tilePixels - 12]])
    expect(painted).toEqual([
      { minX: 0, minY: 0, maxX: tileSide, maxY: 12 / scale },
      { minX: 470 / scale, minY: 12 / scale, maxX: tileSide, maxY: tileSide },
    ])
    expect(tile.painted).toBe(true)
  })

  test('a tile the picture shows nothing of is left as it is', () => {
    const { tile, cuts } = oneTile()
    const paintPart = () => undefined
    const far = { minX: 9_000, minY: 0, maxX: 9_100, maxY: 100 }
    expect(fillFrom(picture(far), tile, { scale, paintPart })).toBe(false)
    expect(tile.painted).toBe(false)
    expect(cuts).toEqual([])
  })

  test('strips around a hole cover all but the hole', () => {
    const box = { minX: 0, minY: 0, maxX: 100, maxY: 100 }
    const hole = { minX: 20, minY: 30, maxX: 60, maxY: 70 }
    const strips = around(box, hole)
    const size = ({ minX, minY, maxX, maxY }: Bounds) => (maxX - minX) * (maxY - minY)
    expect(strips.reduce((sum, strip) => sum + size(strip), 0)).toBe(size(box) - size(hole))
    expect(around(hole, box)).toEqual([])
  })

  test('at the scale of the picture only what has changed since is painted, at another everything', () => {
    const painted: Bounds[] = []
    const dirty = { minX: 100, minY: 100, maxX: 120, maxY: 120 }
    const all = { minX: -tilePixels, minY: -tilePixels, maxX: tilePixels * 4, maxY: tilePixels * 4 }
    const engine = createTileEngine({
      createSurface: () => ({ context: createFakePaintContext(), image: noImage }),
      paintArea: (_context, area) => painted.push(area),
      estimate: () => 1_000,
      hasBackdrop: () => true,
      readyAt: (asked) =>
        asked === scale
          ? { ...picture(all), dirtyWithin: (area) => (area.minX === 0 && area.minY === 0 ? [dirty] : []) }
          : null,
      now: () => 0,
      budgetMs: 6,
    })
    const view = { x: 0, y: 0, zoom: scale, width: 900, height: 900, pixelRatio: 1 }
    engine.setView(view, 0)
    expect(engine.paint(0)).toEqual({ more: false, complete: true })
    expect(painted).toHaveLength(1)
    expect(painted[0]?.minX).toBeLessThan(100)
    expect(painted[0]?.maxX).toBeLessThan(130)
    engine.setView({ ...view, zoom: 0.6 }, 10)
    engine.paint(1_000)
    expect(painted.length).toBeGreaterThan(4)
  })
})
