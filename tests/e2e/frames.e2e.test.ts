import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { useBrowserRig } from './browser-rig.ts'
import { eventually } from './canvas-on-server.ts'
import { drag } from './draw-on-page.ts'
import { announced } from './one-person.ts'
import { pictureOf } from './person.ts'
import { box, putShapes } from './put-shapes.ts'

const rig = useBrowserRig()

test('a frame: put around a selection, cuts off, named where it stands, left and entered, exported alone, presented', async () => {
  const canvas = await rig.makeCanvas()
  const person = await rig.join(canvas)
  const { page } = person
  const server = rig.onServer(canvas)
  const shapes = [box('a', 400, 300), box('b', 560, 400), box('far', 900, 300, { fill: 'red' })]
  await putShapes(rig.server().url, canvas, { shapes, seenBy: [person] })
  const shape = async (id: string) =>
    (await server.state()).shapes.find((one) => one.id === id.padEnd(10, '0') || one.kind === id)

  await drag(page, { x: 380, y: 280 }, { x: 680, y: 520 })
  await announced(person, '2 shapes selected')
  await page.keyboard.press('Control+Alt+g')
  await server.shapes(4)
  await announced(person, 'Frame “Frame” selected')
  const frame = await shape('frame')
  expect(frame).toMatchObject({ position: [368, 268], size: [324, 264] })
  expect([(await shape('a'))?.parentId, (await shape('b'))?.parentId]).toEqual([frame?.id, frame?.id])

  // Its name: by Enter, and by a double click on it.
  await page.keyboard.press('Enter')
  const name = page.getByRole('textbox', { name: 'Name of the frame' })
  await name.fill('Plan')
  await name.press('Enter')
  await announced(person, 'Frame “Plan” selected')
  await page.keyboard.press('Escape')
  await announced(person, 'Nothing selected')
  await page.mouse.dblclick(376, 256)
  await name.fill('Not kept')
  await name.press('Escape')
  await name.waitFor({ state: 'detached' })
  expect((await shape('frame'))?.name).toBe('Plan')

  // Outside of it nothing of a child is seen: what sticks out takes no part in the picture.
  await page.keyboard.press('Escape')
  await announced(person, 'Nothing selected')
  const whole = await pictureOf(person)
  await drag(page, { x: 610, y: 450 }, { x: 690, y: 450 })
  await eventually('it sticks out and is still in', async () => {
    const b = await shape('b')
    return Array.isArray(b?.position) && b.position[0] === 640 && b.parentId === frame?.id
  })
  await page.keyboard.press('Escape')
  await announced(person, 'Nothing selected')
  expect(await pictureOf(person)).not.toBe(whole)
  await page.mouse.click(715, 450)
  await page.keyboard.press('Escape')

  // Dragged out it leaves, dragged in it enters.
  await drag(page, { x: 450, y: 350 }, { x: 800, y: 600 })
  await eventually('it has left', async () => (await shape('a'))?.parentId === null)
  await drag(page, { x: 950, y: 350 }, { x: 500, y: 400 })
  await eventually('it has entered', async () => (await shape('far'))?.parentId === frame?.id)

  // Alone in a file: as large as the frame, with what is in it.
  await page.keyboard.press('Escape')
  await page.mouse.click(376, 256)
  await announced(person, 'Frame “Plan” selected')
  await page.keyboard.press('Control+Shift+e')
  await page.getByRole('radio', { name: 'SVG' }).click()
  const waiting = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download' }).click()
  const svg = await readFile(await (await waiting).path(), 'utf8')
  expect(svg).toContain('clip')
  expect(/viewBox="([^"]*)"/.exec(svg)?.[1]).toBe('368 268 324 264')
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })

  await page.keyboard.press('Shift+P')
  await page.getByText('Slide 1 of 1 · Plan').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('toolbar', { name: 'Tools' }).waitFor()
})

test('the list of layers finds, hides, locks, orders and renames', async () => {
  const canvas = await rig.makeCanvas()
  const person = await rig.join(canvas)
  const { page } = person
  const server = rig.onServer(canvas)
  const frame = { id: 'frame00000', kind: 'frame', position: [300, 250], size: [300, 250], name: 'Plan' }
  const shapes = [
    frame,
    box('a', 340, 300, { text: 'Inside', parentId: frame.id }),
    box('b', 750, 300, { text: 'Beside' }),
  ]
  await putShapes(rig.server().url, canvas, { shapes, seenBy: [person] })
  await page.keyboard.press('Alt+l')
  const layers = page.getByRole('region', { name: 'Layers' })
  const names = async () => (await layers.getByRole('listitem').allInnerTexts()).map((text) => text.trim())
  await eventually('three are listed', async () => (await names()).length === 3)
  expect(await names()).toEqual(['Rectangle “Beside”', 'Frame “Plan”', 'Rectangle “Inside”'])
  const shown = await pictureOf(person)
  await layers.getByText('Frame “Plan”').click()
  await announced(person, 'Frame “Plan” selected')
  await layers.getByRole('button', { name: 'Move Frame “Plan” forward' }).click()
  await eventually('it is in front', async () => (await names())[0] === 'Frame “Plan”')
  await layers.getByRole('button', { name: 'Hide Frame “Plan”' }).click()
  await eventually('it is hidden with what is in it', async () => {
    const { shapes } = await server.state()
    return shapes.filter(({ hidden }) => hidden === true).length === 2
  })
  expect(await pictureOf(person)).not.toBe(shown)
  await layers.getByRole('button', { name: 'Show Frame “Plan”' }).click()
  await layers.getByRole('button', { name: 'Lock Rectangle “Beside”' }).click()
  await eventually('it is locked and the frame is back', async () => {
    const { shapes } = await server.state()
    return shapes.some(({ locked }) => locked === true) && !shapes.some(({ hidden }) => hidden === true)
  })
  // Dragged onto the frame it is in it; by keys it comes out again, and goes on below it.
  await layers.getByRole('button', { name: 'Unlock Rectangle “Beside”' }).click()
  const middleOf = async (name: string) => {
    const at = await layers.getByRole('button', { name, exact: true }).boundingBox()
    return { x: (at?.x ?? 0) + 30, y: (at?.y ?? 0) + (at?.height ?? 0) / 2 }
  }
  const parentOfB = async () => (await server.state()).shapes.find(({ text }) => text === 'Beside')?.parentId
  await drag(page, await middleOf('Rectangle “Beside”'), await middleOf('Frame “Plan”'))
  await eventually('it is in the frame', async () => (await parentOfB()) === frame.id)
  expect(await names()).toEqual(['Frame “Plan”', 'Rectangle “Beside”', 'Rectangle “Inside”'])
  const beside = layers.getByRole('button', { name: 'Rectangle “Beside”', exact: true })
  await beside.press('Alt+ArrowLeft')
  await page.getByText('Rectangle “Beside” is now 1 of 2').waitFor()
  await beside.press('Alt+ArrowDown')
  await page.getByText('Rectangle “Beside” is now 2 of 2').waitFor()
  await eventually('it is out of the frame, behind it', async () => (await parentOfB()) === null)
  expect(await names()).toEqual(['Frame “Plan”', 'Rectangle “Inside”', 'Rectangle “Beside”'])
  await layers.getByText('Frame “Plan”').press('F2')
  const name = page.getByRole('textbox', { name: 'Name of the frame' })
  await name.fill('Sketch')
  await name.press('Enter')
  await layers.getByText('Frame “Sketch”').waitFor()
  await layers.getByRole('button', { name: 'Close layers' }).click()
  await layers.waitFor({ state: 'detached' })
})
