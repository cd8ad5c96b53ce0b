import { expect, test } from 'vitest'
import { useBrowserRig } from './browser-rig.ts'
import { eventually } from './canvas-on-server.ts'
import { colourAt } from './canvas-pixels.ts'
import { drag, drawRectangle } from './draw-on-page.ts'

const rig = useBrowserRig()

test('an arrow drawn between two shapes lights up what its ends would be tied to, and stays with them', async () => {
  const canvas = await rig.makeCanvas()
  const server = rig.onServer(canvas)
  const { page } = await rig.join(canvas)
  await drawRectangle(page, { x: 300, y: 300 })
  const [first] = await server.shapes(1)
  await drawRectangle(page, { x: 700, y: 300 })
  const second = (await server.shapes(2)).find((shape) => shape.id !== first?.id)
  // The light is of the accent colour, on the outline.
  const lit = async (what: string, isLit: boolean) =>
    eventually(what, async () => {
      const [red = 0, , blue = 0] = (await colourAt(page, { x: 760, y: 300 }, 'all')) ?? []
      return isLit ? blue > red + 60 : blue < red + 30 && blue > 0
    })
  await lit('the outline is as it was drawn', false)
  await page.keyboard.press('a')
  await drag(page, { x: 418, y: 340 }, { x: 702, y: 340 }, { release: false })
  await lit('the outline is lit', true)
  await page.mouse.move(620, 480)
  await lit('there is nothing to be tied to', false)
  await page.mouse.move(702, 340)
  await lit('the outline is lit again', true)
  await page.mouse.up()
  const arrow = async () => (await server.state()).shapes.find((shape) => shape.kind === 'arrow')
  await server.shapes(3)
  expect(await arrow()).toMatchObject({ start: { shapeId: first?.id }, end: { shapeId: second?.id } })
  await lit('it is tied', false)
  // An end that is pulled lights up what it comes to as well.
  await drag(page, { x: 700, y: 340 }, { x: 620, y: 480 })
  await eventually('the end is free', async () => (await arrow())?.end === undefined)
  await drag(page, { x: 620, y: 480 }, { x: 740, y: 340 }, { release: false })
  await lit('the outline is lit for the end that is pulled', true)
  await page.mouse.up()
  await lit('it is tied again', false)
  await eventually('the end is tied', async () => (await arrow())?.end !== undefined)
})

test('an arrow stays at the words it is tied to while they grow and move', async () => {
  const canvas = await rig.makeCanvas()
  const server = rig.onServer(canvas)
  const { page } = await rig.join(canvas)
  await page.keyboard.press('t')
  await page.mouse.click(700, 340)
  await page.keyboard.type('tea')
  await page.keyboard.press('Escape')
  const [words] = await server.shapes(1)
  await page.keyboard.press('a')
  await drag(page, { x: 1_000, y: 350 }, { x: 720, y: 350 })
  await server.shapes(2)
  const arrow = async () => (await server.state()).shapes.find((shape) => shape.kind === 'arrow')
  expect((await arrow())?.end).toMatchObject({ shapeId: words?.id })
  const inked = (x: number, what: string, isInked = true) =>
    eventually(what, async () => {
      const dark = await Promise.all([348, 350, 352].map((y) => colourAt(page, { x, y }, 'all')))
      return dark.some((colour) => (colour?.[0] ?? 255) < 160) === isInked
    })
  await page.keyboard.press('Escape')
  await inked(850, 'the arrow is there')
  await page.mouse.dblclick(712, 350)
  await page.keyboard.press('End')
  await page.keyboard.type(' and a great many cakes')
  await page.keyboard.press('Escape')
  await inked(985, 'the arrow begins where it did')
  await page.keyboard.press('Escape')
  await page.mouse.move(712, 352)
  await page.mouse.down()
  await page.mouse.move(712, 552, { steps: 4 })
  await page.mouse.up()
  await inked(850, 'the arrow has gone along with the words', false)
  expect((await arrow())?.end).toMatchObject({ shapeId: words?.id })
})
