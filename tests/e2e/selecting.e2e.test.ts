import { describe, expect, test } from 'vitest'
import { useBrowserRig } from './browser-rig.ts'
import { eventually } from './canvas-on-server.ts'
import { colourAt } from './canvas-pixels.ts'
import { drag } from './draw-on-page.ts'
import { announced, onePerson } from './one-person.ts'
import { box } from './put-shapes.ts'

const rig = useBrowserRig()

const setUp = (shapes: Parameters<typeof onePerson>[1]) => onePerson(rig, shapes)

describe('selecting', () => {
  test('Shift+1 shows everything, Shift+2 what is selected', async () => {
    const { page, person } = await setUp([box('a', 400, 300), box('b', 2_000, 1_500)])
    await page.keyboard.press('Shift+1')
    await page.getByRole('button', { name: 'Zoom 44 %' }).waitFor()
    // The middle of both is in the middle of the window now, and the first left of it and above.
    await page.mouse.click(246, 134)
    await announced(person, 'Rectangle selected')
    await page.keyboard.press('Shift+2')
    await page.getByRole('button', { name: 'Zoom 200 %' }).waitFor()
    await page.mouse.click(600, 700)
    await announced(person, 'Nothing selected')
    await page.mouse.click(600, 400)
    await announced(person, 'Rectangle selected')
  })

  test('what marks a selection goes along with the view, comes back into it, and keeps its size at any zoom', async () => {
    const { page } = await setUp([box('a', 400, 300)])
    await page.mouse.click(450, 350)
    /** The frame stands four pixels outside of the shape, which begins here. */
    const framed = (what: string, left: number, middle: number, isFramed = true) =>
      eventually(what, async () => {
        const [red = 0, , blue = 0] = (await colourAt(page, { x: left - 5, y: middle - 20 }, 'all')) ?? []
        return isFramed ? blue > red + 60 : blue < red + 30
      })
    await framed('it is framed', 400, 350)
    await page.mouse.move(900, 600)
    await page.mouse.wheel(-64, -32)
    await framed('the frame has gone along', 464, 382)
    await framed('and has left nothing behind', 400, 350, false)
    await page.mouse.wheel(1_600, 900)
    await framed('all of it is out of sight', 464, 382, false)
    await page.mouse.wheel(-1_600, -900)
    await framed('it is back in sight', 464, 382)
    await page.mouse.move(464, 382)
    await page.keyboard.down('Control')
    await page.mouse.wheel(0, -200)
    await page.keyboard.up('Control')
    await page.getByRole('button', { name: /^Zoom 130 %/ }).waitFor()
    await framed('the frame stands around the larger shape', 464, 382)
    await page.keyboard.press('Escape')
    await framed('nothing is marked any more', 464, 382, false)
  })

  test('the canvas wears a ring for those who come by Tab, and for nobody else', async () => {
    const { page } = await setUp([box('a', 600, 300)])
    const ring = page.locator('[role=application][data-ring]')
    await page.keyboard.press('r')
    await drag(page, { x: 400, y: 300 }, { x: 500, y: 400 })
    await page.keyboard.press('Escape')
    await page.locator('[role=application]:focus').waitFor()
    expect(await ring.count()).toBe(0)
    await page.getByRole('button', { name: 'Menu', exact: true }).focus()
    await page.keyboard.press('Shift+Tab')
    await ring.waitFor()
    await page.keyboard.press('v')
    await ring.waitFor({ state: 'detached' })
  })

  test('OP1 stretching with Shift, turning with Shift and mirroring across are an operation each', async () => {
    const { page, server } = await setUp([box('a', 400, 300)])
    await page.mouse.click(450, 350)
    await page.keyboard.down('Shift')
    await drag(page, { x: 504, y: 404 }, { x: 604, y: 420 })
    await page.keyboard.up('Shift')
    const [square] = (await server.version(2)).shapes
    expect(square?.size).toEqual([200, 200])
    await page.keyboard.down('Shift')
    await drag(page, { x: 500, y: 272 }, { x: 628, y: 396 })
    await page.keyboard.up('Shift')
    const [turned] = (await server.version(3)).shapes
    expect(turned?.rotation).toBeCloseTo(Math.PI / 2, 4)
    await page.keyboard.press('Shift+H')
    const [flipped] = (await server.version(4)).shapes
    expect(flipped?.rotation).toBeCloseTo((Math.PI * 3) / 2, 4)
    expect(flipped?.position).toEqual([400, 300])
  })

  test('keys pressed while the pointer rests count at once: Alt leaves the shape and moves a copy', async () => {
    const { page, server } = await setUp([box('a', 400, 300)])
    await drag(page, { x: 450, y: 350 }, { x: 450, y: 550 }, { release: false })
    await page.keyboard.down('Alt')
    await page.mouse.up()
    await page.keyboard.up('Alt')
    const positions = (await server.shapes(2)).map((shape) => shape.position)
    expect(positions).toEqual(
      expect.arrayContaining([
        [400, 300],
        [400, 500],
      ]),
    )
  })

  test('a drag held at the edge scrolls, and the shape goes along', async () => {
    const { page, server } = await setUp([box('a', 900, 300)])
    await drag(page, { x: 950, y: 350 }, { x: 1195, y: 350 }, { release: false })
    await page.locator('[role=application] canvas:visible').first().waitFor()
    const moved = async () => {
      await page.mouse.up()
      const [shape] = (await server.version(2)).shapes
      return Array.isArray(shape?.position) ? Number(shape.position[0]) : 0
    }
    // Frames go by while the pointer rests; each of them scrolls.
    await page.evaluate(
      () =>
        new Promise<void>((resolve) => {
          let frames = 20
          const next = () => {
            frames -= 1
            if (frames === 0) resolve()
            else requestAnimationFrame(next)
          }
          requestAnimationFrame(next)
        }),
    )
    expect(await moved()).toBeGreaterThan(1_160)
  })

  test('Escape cancels the drag, then deselects, then takes the select tool', async () => {
    const { person, page, server } = await setUp([box('a', 400, 300)])
    await drag(page, { x: 450, y: 350 }, { x: 550, y: 350 }, { release: false })
    await page.keyboard.press('Escape')
    await page.mouse.up()
    await announced(person, 'Rectangle selected')
    await page.keyboard.press('Escape')
    await announced(person, 'Nothing selected')
    await page.keyboard.press('e')
    await page.keyboard.press('Escape')
    await page.locator('button[aria-pressed=true][aria-label="Select"]').waitFor()
    expect((await server.state()).version).toBe(1)
  })

  test('Tab walks through the shapes in reading order, says so, and then lets the focus go on', async () => {
    const { person, page } = await setUp([
      box('c', 400, 500, { kind: 'note', text: 'Third' }),
      box('b', 600, 300, { kind: 'ellipse' }),
      box('a', 400, 310, { text: 'First' }),
    ])
    await page.getByRole('application', { name: 'Canvas' }).focus()
    await page.keyboard.press('Tab')
    await announced(person, 'Rectangle “First” selected, 1 of 3')
    await page.keyboard.press('Tab')
    await announced(person, 'Ellipse selected, 2 of 3')
    await page.keyboard.press('Tab')
    await announced(person, 'Note “Third” selected, 3 of 3')
    await page.keyboard.press('Shift+Tab')
    await announced(person, 'Ellipse selected, 2 of 3')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await eventually('the focus has left the canvas', () =>
      page.evaluate(() => document.activeElement?.getAttribute('role') !== 'application'),
    )
  })

  test('OP1 arrow keys held down are one operation', async () => {
    const { page, server } = await setUp([box('a', 400, 300)])
    await page.mouse.click(450, 350)
    await page.keyboard.down('ArrowRight')
    for (let i = 0; i < 5; i++) await page.keyboard.down('ArrowRight')
    await page.keyboard.up('ArrowRight')
    const [nudged] = (await server.version(2)).shapes
    expect(nudged?.position).toEqual([406, 300])
    await page.keyboard.press('Shift+ArrowUp')
    const [jumped] = (await server.version(3)).shapes
    expect(jumped?.position).toEqual([406, 290])
  })

  test('zoom, fit, grid: keys and wheel do what their names say, at the pointer', async () => {
    const { page, server } = await setUp([box('a', 400, 300)])
    const level = (percent: number) =>
      page.getByRole('button', { name: `Zoom ${percent} %. Reset to 100 %` }).waitFor()
    await page.keyboard.press('Control+=')
    await level(125)
    await page.keyboard.press('Control+0')
    await level(100)
    await page.keyboard.press("Control+'")
    expect((await server.version(2)).canvas).toMatchObject({ grid: 'dots' })
    await page.mouse.move(450, 350)
    await page.keyboard.down('Control')
    await page.mouse.wheel(0, -200)
    await page.keyboard.up('Control')
    await eventually('the wheel has zoomed', async () =>
      page.getByRole('button', { name: 'Zoom 130 %. Reset to 100 %' }).isVisible(),
    )
    // The middle of the shape is still under the pointer.
    await page.mouse.click(450, 350)
    await page.keyboard.press('Delete')
    await server.shapes(0)
  })
})
