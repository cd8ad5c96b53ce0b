import { expect, test } from 'vitest'
import { useBrowserRig } from './browser-rig.ts'
import { eventually } from './canvas-on-server.ts'
import { drawRectangle } from './draw-on-page.ts'
import { whenSaved } from './person.ts'

const rig = useBrowserRig()

test('a page that is asked to be measured can be looked at from outside, and no other', async () => {
  const canvas = await rig.makeCanvas()
  const person = await rig.join(canvas)
  const { page } = person
  await drawRectangle(page, { x: 400, y: 300 })
  await whenSaved(person)
  expect(await page.evaluate('typeof renderPage')).toBe('undefined')

  await page.goto(`${rig.server().url}/c/${canvas.canvasId}?bench=1`)
  await eventually('the page is painted', async () => {
    const painted = 'window.renderPage?.shapeCount() === 1 && window.renderPage.isPainted()'
    return (await page.evaluate(painted)) === true
  })
  await page.evaluate('renderPage.setCamera({ x: 30, y: 40, zoom: 2 })')
  expect(await page.evaluate('renderPage.camera()')).toEqual({ x: 30, y: 40, zoom: 2 })
  const [shape] = await rig.onServer(canvas).shapes(1)
  if (shape === undefined || !Array.isArray(shape.position)) throw new Error('the shape has no position')
  const [x, y] = shape.position
  expect(await page.evaluate(`renderPage.positionOf('${shape.id}')`)).toEqual({ x, y })
  expect(await page.evaluate('renderPage.messagesTaken()')).toBe(1)
})
