import { describe, expect, test } from 'vitest'
import { useBrowserRig } from './browser-rig.ts'
import { eventually } from './canvas-on-server.ts'
import { drag, type Spot } from './draw-on-page.ts'
import { fingersOf, phone, tablet, tapTool } from './fingers-on-page.ts'
import { box, putShapes } from './put-shapes.ts'

const rig = useBrowserRig()

const line = { position: [700, 200], points: [0, 0, 100, 40] }
const mostDifferent = [
  box('a', 300, 200, { text: 'words' }),
  box('b', 450, 200, { fillStyle: 'hatch', stroke: 'red' }),
  { ...box('c', 600, 200), kind: 'note' },
  { id: 'd'.padEnd(10, '0'), kind: 'arrow', ...line, route: 'curved' },
  { id: 'e'.padEnd(10, '0'), kind: 'text', position: [700, 400], text: 'more words' },
]

describe('the style panel', () => {
  test('says where shapes differ, and OP1 sets a cell of all of them in one operation', async () => {
    const canvas = await rig.makeCanvas()
    const person = await rig.join(canvas)
    const { page } = person
    const server = rig.onServer(canvas)
    const shapes = [box('a', 400, 300, { stroke: 'red', text: 'A' }), box('b', 600, 300, { kind: 'ellipse' })]
    await putShapes(rig.server().url, canvas, { shapes, seenBy: [person] })
    await page.keyboard.press('Control+a')
    const panel = page.getByRole('region', { name: 'Style', exact: true })
    await panel.getByText('Stroke · Mixed').waitFor()
    const radio = (group: string, name: string) =>
      panel.getByRole('radiogroup', { name: group, exact: true }).getByRole('radio', { name, exact: true })
    await radio('Stroke', 'green').click()
    expect((await server.version(2)).shapes.map(({ stroke }) => stroke)).toEqual(['green', 'green'])
    await radio('Line', 'dashed').click()
    await radio('Corners', 'sharp').click()
    await radio('Text align', 'left').click()
    const after = (await server.version(5)).shapes
    expect(after.map(({ dash }) => dash)).toEqual(['dashed', 'dashed'])
    expect(after.map(({ align }) => align)).toEqual(['left', 'left'])
    await panel.getByRole('button', { name: 'Fill: own colour' }).click()
    const field = panel.getByRole('textbox', { name: 'Fill: own colour' })
    await field.fill('#0AF')
    await field.press('Enter')
    expect((await server.version(6)).shapes.map(({ fill }) => fill)).toEqual(['#00aaff', '#00aaff'])
  })

  test('an arrow has heads and a route; what was chosen sticks, and own colours are offered again, also after a reload', async () => {
    const canvas = await rig.makeCanvas()
    const { page } = await rig.join(canvas)
    const server = rig.onServer(canvas)
    await page.keyboard.press('a')
    await drag(page, { x: 400, y: 300 }, { x: 600, y: 400 })
    await server.shapes(1)
    const panel = page.getByRole('region', { name: 'Style', exact: true })
    await panel.getByRole('radiogroup', { name: 'Start' }).getByRole('radio', { name: 'dot' }).click()
    await panel.getByRole('radiogroup', { name: 'Route' }).getByRole('radio', { name: 'elbow' }).click()
    await server.version(3)
    const own = (what: string) => panel.getByRole('textbox', { name: `${what}: own colour` })
    await panel.getByRole('button', { name: 'Stroke: own colour' }).click()
    await own('Stroke').fill('#c0ffee')
    await own('Stroke').press('Enter')
    expect((await server.version(4)).shapes.map(({ stroke }) => stroke)).toEqual(['#c0ffee'])
    const drawNoteWithUsed = async (what: 'Fill' | 'Text colour', at: Spot) => {
      await page.keyboard.press('n')
      await panel.getByRole('button', { name: `${what}: own colour` }).click()
      const used = own(what).locator('..').getByRole('radiogroup', { name: 'Used last' })
      await used.getByRole('radio', { name: '#c0ffee' }).click()
      await used.getByRole('radio', { name: '#c0ffee', checked: true }).waitFor()
      await page.mouse.click(at.x, at.y)
      await page.getByRole('textbox', { name: 'Edit text' }).waitFor()
      await page.keyboard.press('Escape')
    }
    await drawNoteWithUsed('Fill', { x: 900, y: 300 })
    expect((await server.shapes(2)).find(({ kind }) => kind === 'note')?.fill).toBe('#c0ffee')
    await page.reload()
    await page.getByRole('toolbar', { name: 'Tools' }).waitFor()
    await drawNoteWithUsed('Text colour', { x: 900, y: 600 })
    expect((await server.shapes(3)).flatMap(({ textColor }) => textColor ?? [])).toEqual(['#c0ffee'])
    await page.keyboard.press('a')
    await panel.getByRole('radiogroup', { name: 'Start' }).waitFor()
    await drag(page, { x: 400, y: 560 }, { x: 600, y: 640 })
    const arrows = (await server.shapes(4)).filter(({ kind }) => kind === 'arrow')
    expect(arrows.map(({ startHead, route }) => [startHead, route])).toEqual([
      ['dot', 'elbow'],
      ['dot', 'elbow'],
    ])
  })

  test('of the most different shapes at once everything can be set without scrolling', async () => {
    const canvas = await rig.makeCanvas()
    const person = await rig.join(canvas, { viewport: { width: 1_280, height: 720 } })
    await putShapes(rig.server().url, canvas, { shapes: mostDifferent, seenBy: [person] })
    await person.page.keyboard.press('Control+a')
    const panel = person.page.getByRole('region', { name: 'Style', exact: true })
    await panel.getByRole('radiogroup', { name: 'Start' }).waitFor()
    await panel.getByRole('radiogroup', { name: 'Text size' }).waitFor()
    expect(await panel.evaluate((it) => it.scrollHeight - it.clientHeight)).toBe(0)
  })

  test('what comes up under a press that was on its way to the canvas lets it through, and takes the next', async () => {
    const canvas = await rig.makeCanvas()
    const { page, context } = await rig.join(canvas)
    const server = rig.onServer(canvas)
    // The moment after it has appeared lasts.
    const session = await context.newCDPSession(page)
    await session.send('Animation.enable')
    await session.send('Animation.setPlaybackRate', { playbackRate: 0 })
    await page.keyboard.press('r')
    const panel = page.getByRole('region', { name: 'Style', exact: true })
    await panel.waitFor()
    await drag(page, { x: 60, y: 100 }, { x: 160, y: 180 })
    expect(await server.shapes(1)).toMatchObject([{ position: [60, 100], size: [100, 80] }])
    await session.send('Animation.setPlaybackRate', { playbackRate: 1 })
    await panel.getByRole('radiogroup', { name: 'Stroke' }).getByRole('radio', { name: 'red' }).click()
    expect((await server.version(2)).shapes).toMatchObject([{ stroke: 'red' }])
  })

  test('on a tablet it opens from a button: one draws wherever the finger comes down; all of it is in sight', async () => {
    const canvas = await rig.makeCanvas()
    const person = await rig.join(canvas, tablet)
    const { page } = person
    const server = rig.onServer(canvas)
    const fingers = await fingersOf(person)
    const panel = page.getByRole('region', { name: 'Style', exact: true })
    const button = page.getByRole('button', { name: 'Style', exact: true })
    await tapTool(page, 'Rectangle')
    await button.waitFor()
    expect(await panel.isVisible()).toBe(false)
    await fingers.glide({ from: { x: 60, y: 200 }, to: { x: 200, y: 300 } })
    expect(await server.shapes(1)).toMatchObject([{ position: [60, 200], size: [140, 100] }])
    expect(await panel.isVisible()).toBe(false)
    // Not by finger: Chromium makes no click of a tap that follows a glide at once.
    await button.click()
    await panel.getByRole('radiogroup', { name: 'Stroke' }).getByRole('radio', { name: 'red' }).click()
    expect((await server.version(2)).shapes).toMatchObject([{ stroke: 'red' }])
    // For another tool it is folded again.
    await page.keyboard.press('o')
    await panel.waitFor({ state: 'hidden' })
    await fingers.glide({ from: { x: 100, y: 600 }, to: { x: 220, y: 700 } })
    await server.shapes(2)

    await putShapes(rig.server().url, canvas, { shapes: mostDifferent, seenBy: [person] })
    await button.click()
    await panel.waitFor()
    await eventually('all are chosen', async () => {
      await page.keyboard.press('Control+a')
      return panel.getByRole('radiogroup', { name: 'Text size' }).isVisible()
    })
    expect(await panel.evaluate((it) => it.scrollHeight - it.clientHeight)).toBe(0)
  })

  test('on a phone it is a sheet that opens from a button and covers nothing before', async () => {
    const canvas = await rig.makeCanvas()
    const person = await rig.join(canvas, phone)
    const { page } = person
    await putShapes(rig.server().url, canvas, { shapes: [box('a', 150, 300)], seenBy: [person] })
    await page.touchscreen.tap(200, 350)
    const panel = page.getByRole('region', { name: 'Style', exact: true })
    const button = page.getByRole('button', { name: 'Style', exact: true })
    await button.waitFor()
    expect(await panel.isVisible()).toBe(false)
    await button.tap()
    await panel.waitFor()
    const sheet = await panel.boundingBox()
    expect(sheet).toMatchObject({ x: 0, width: 390 })
    expect(sheet === null ? 0 : sheet.y).toBeGreaterThan(400)
    await panel.getByRole('radiogroup', { name: 'Stroke' }).getByRole('radio', { name: 'red' }).tap()
    await eventually('the colour is saved', async () => {
      const [shape] = (await rig.onServer(canvas).state()).shapes
      return shape?.stroke === 'red'
    })
    await panel.getByRole('button', { name: 'Close style' }).tap()
    await panel.waitFor({ state: 'hidden' })
  })
})
