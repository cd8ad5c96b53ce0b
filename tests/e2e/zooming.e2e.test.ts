import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { useBrowserRig } from './browser-rig.ts'
import { eventually } from './canvas-on-server.ts'
import { type Colour, colourAt, untilIdle } from './canvas-pixels.ts'
import type { Spot } from './draw-on-page.ts'
import { box, change } from './put-shapes.ts'

const rig = useBrowserRig()

/** Zooms a little in and out at a spot, in every frame, until it is stopped. */
const keepZooming = (page: Page, spot: Spot) =>
  page.evaluate(({ x, y }) => {
    const surface = document.elementFromPoint(x, y)
    let frames = 0
    const zoom = (): void => {
      const deltaY = frames % 40 < 20 ? 3 : -3
      const at = { clientX: x, clientY: y, ctrlKey: true, bubbles: true, cancelable: true }
      surface?.dispatchEvent(new WheelEvent('wheel', { ...at, deltaY }))
      frames += 1
      Object.assign(window, { zooming: requestAnimationFrame(zoom) })
    }
    zoom()
  }, spot)

const stopZooming = (page: Page) => page.evaluate('cancelAnimationFrame(window.zooming)')

const isRed = ([red, , blue]: Colour | readonly [] = []): boolean => (red ?? 0) > (blue ?? 255) + 15

for (const renderer of ['main', 'worker']) {
  test(`what has just been moved is where it was put while the zoom moves (${renderer})`, async () => {
    const canvas = await rig.makeCanvas()
    const shapes = [
      box('one-corner', -600, -250),
      box('moving', 0, 0, { fill: 'red' }),
      box('other-corner', 600, 250),
    ]
    await change(
      rig.server().url,
      canvas,
      shapes.map((shape) => ({ kind: 'create', shape })),
    )
    const query = `?renderer=${renderer}#share=${canvas.shareToken}`
    const { page } = await rig.open(`${rig.server().url}/c/${canvas.canvasId}${query}`)
    if (renderer === 'worker') await page.locator('[data-ground=worker]').waitFor()
    const middle = await page.evaluate(() => ({ x: innerWidth / 2, y: innerHeight / 2 }))
    await eventually('the box is there', async () => isRed(await colourAt(page, middle)))
    // The page shows the picture of everything alone once there is one; what a worker shows is one canvas in any case.
    await eventually('everything is painted ahead', async () => {
      await untilIdle(page)
      await keepZooming(page, middle)
      const shown = await page.locator('[data-ground] canvas').filter({ visible: true }).count()
      await stopZooming(page)
      await page.keyboard.press('Control+0')
      return shown <= 1
    })
    await eventually('the box is there again', async () => isRed(await colourAt(page, middle)))

    const there = { x: middle.x + 180, y: middle.y + 110 }
    await page.mouse.move(middle.x, middle.y)
    await page.mouse.down()
    await page.mouse.move(there.x, there.y, { steps: 4 })
    await page.mouse.up()
    await keepZooming(page, there)
    // A zoom that begins in the very frame of the drop finds a worker with the tiles of before, for a few frames.
    if (renderer === 'worker')
      await eventually('it has moved', async () => !isRed(await colourAt(page, middle)))
    for (let look = 0; look < 10; look++) {
      expect(isRed(await colourAt(page, there)), `look ${look}`).toBe(true)
      expect(isRed(await colourAt(page, middle)), `look ${look} at where it was`).toBe(false)
    }
    await stopZooming(page)
  })
}
