import { describe, expect, test } from 'vitest'
import { useBrowserRig } from './browser-rig.ts'
import { drag } from './draw-on-page.ts'
import { onePerson } from './one-person.ts'
import { box } from './put-shapes.ts'

const rig = useBrowserRig()

const setUp = (shapes: Parameters<typeof onePerson>[1]) => onePerson(rig, shapes)

/** So far outside of a shape stands the frame with the handles, in pixels. */
const apart = 4

const quarter = expect.closeTo(Math.PI / 2, 4)

describe('the handles of one shape', () => {
  test('OP1 each of the eight moves its own sides and no other', async () => {
    const { page, server } = await setUp([box('a', 500, 250, { size: [200, 200] })])
    await page.mouse.click(600, 350)
    let sides = { left: 500, top: 250, right: 700, bottom: 450 }
    for (const [index, handle] of ['nw', 'n', 'ne', 'e', 'se', 's', 'sw', 'w'].entries()) {
      const { left, top, right, bottom } = sides
      const [west, north, east, south] = ['w', 'n', 'e', 's'].map((side) => handle.includes(side))
      const from = {
        x: west ? left - apart : east ? right + apart : (left + right) / 2,
        y: north ? top - apart : south ? bottom + apart : (top + bottom) / 2,
      }
      await drag(page, from, { x: from.x + 24, y: from.y + 16 })
      sides = {
        left: west ? left + 24 : left,
        top: north ? top + 16 : top,
        right: east ? right + 24 : right,
        bottom: south ? bottom + 16 : bottom,
      }
      const [shape] = (await server.version(index + 2)).shapes
      expect([handle, shape?.position, shape?.size]).toEqual([
        handle,
        [sides.left, sides.top],
        [sides.right - sides.left, sides.bottom - sides.top],
      ])
    }
  })

  test('OP1 dragged across the far side the tail of a callout changes sides, and a triangle stands on its tip', async () => {
    const { page, server } = await setUp([
      box('callout', 600, 300, { kind: 'callout', tail: [20, 130] }),
      box('triangle', 900, 400, { kind: 'triangle' }),
    ])
    await page.mouse.click(650, 350)
    await drag(page, { x: 704, y: 350 }, { x: 504, y: 350 })
    const [narrow] = (await server.version(2)).shapes
    expect(narrow).toMatchObject({ position: [500, 300], size: [100, 100], tail: [80, 130] })
    await drag(page, { x: 496, y: 350 }, { x: 796, y: 350 })
    const [wide] = (await server.version(3)).shapes
    expect(wide).toMatchObject({ position: [600, 300], size: [200, 100], tail: [40, 130] })
    await page.mouse.click(950, 465)
    await drag(page, { x: 950, y: 504 }, { x: 950, y: 254 })
    const [, triangle] = (await server.version(4)).shapes
    expect(triangle).toMatchObject({ position: [900, 250], size: [100, 150] })
    expect(triangle?.rotation).toBeCloseTo(Math.PI, 4)
  })
})

describe('the handles of several shapes', () => {
  test('OP1 a corner stretches all of them about the opposite one, in one operation', async () => {
    const { page, server } = await setUp([box('a', 500, 300), box('b', 700, 400)])
    await page.keyboard.press('Control+a')
    await drag(page, { x: 804, y: 504 }, { x: 954, y: 604 })
    const larger = (await server.version(2)).shapes
    expect(larger.map(({ position, size }) => [position, size])).toEqual([
      [
        [500, 300],
        [150, 150],
      ],
      [
        [800, 450],
        [150, 150],
      ],
    ])
    await drag(page, { x: 496, y: 296 }, { x: 721, y: 446 })
    const smaller = (await server.version(3)).shapes
    expect(smaller.map(({ position, size }) => [position, size])).toEqual([
      [
        [725, 450],
        [75, 75],
      ],
      [
        [875, 525],
        [75, 75],
      ],
    ])
  })

  test('OP1 the one above turns all of them about one middle, in one operation', async () => {
    const { page, server } = await setUp([box('a', 500, 300), box('b', 700, 300)])
    await page.keyboard.press('Control+a')
    await drag(page, { x: 650, y: 272 }, { x: 800, y: 350 })
    const { shapes } = await server.version(2)
    expect(shapes.map(({ position, size, rotation }) => [position, size, rotation])).toEqual([
      [[600, 200], [100, 100], quarter],
      [[600, 400], [100, 100], quarter],
    ])
  })
})
