import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { readLog, type SharedCanvas } from '../faults/public-api.ts'
import { useBrowserRig } from './browser-rig.ts'
import { eventually } from './canvas-on-server.ts'
import { drag, type Spot } from './draw-on-page.ts'
import { fingersOf, phone, tablet, tapTool } from './fingers-on-page.ts'
import { box, putShapes } from './put-shapes.ts'

const rig = useBrowserRig()

/** A radio of the panel, and the cell it is to set. */
type Choice = readonly [group: string, name: string, set: { readonly [cell: string]: string | number }]

/** Makes the choices one after the other. */
async function choose(page: Page, choices: readonly Choice[]): Promise<void> {
  const panel = page.getByRole('region', { name: 'Style', exact: true })
  for (const [group, name] of choices) {
    const radios = panel.getByRole('radiogroup', { name: group, exact: true })
    await radios.getByRole('radio', { name, exact: true }).click()
  }
}

/** What each operation after a version has set, shape by shape. */
async function cellsSetAfter(canvas: SharedCanvas, version: number) {
  const rows = (await readLog(rig.server().url, canvas)).slice(version)
  return rows.map(({ changes }) =>
    changes.map((change) => (change.kind === 'update' ? change.set : change.kind)),
  )
}

const line = { position: [700, 200], points: [0, 0, 100, 40] }
const mostDifferent = [
  box('a', 300, 200, { text: 'words' }),
  box('b', 450, 200, { fillStyle: 'hatch', stroke: 'red' }),
  { ...box('c', 600, 200), kind: 'note' },
  { id: 'd'.padEnd(10, '0'), kind: 'arrow', ...line, route: 'curved' },
  { id: 'e'.padEnd(10, '0'), kind: 'text', position: [700, 400], text: 'more words' },
]

describe('the style panel', () => {
  test('says where shapes differ, and OP1 sets every cell of all of them, in an operation each', async () => {
    const canvas = await rig.makeCanvas()
    const person = await rig.join(canvas)
    const { page } = person
    const server = rig.onServer(canvas)
    const shapes = [box('a', 400, 300, { stroke: 'red', text: 'A' }), box('b', 600, 300, { kind: 'ellipse' })]
    await putShapes(rig.server().url, canvas, { shapes, seenBy: [person] })
    await page.keyboard.press('Control+a')
    const panel = page.getByRole('region', { name: 'Style', exact: true })
    await panel.getByText('Stroke · Mixed').waitFor()
    const choices: readonly Choice[] = [
      ['Stroke', 'green', { stroke: 'green' }],
      ['Fill', 'yellow', { fill: 'yellow' }],
      ['Fill style', 'hatch', { fillStyle: 'hatch' }],
      ['Fill style', 'cross', { fillStyle: 'cross' }],
      ['Width', 'heavy', { strokeWidth: 8 }],
      ['Line', 'dashed', { dash: 'dashed' }],
      ['Line', 'dotted', { dash: 'dotted' }],
      ['Text colour', 'red', { textColor: 'red' }],
      ['Font', 'serif', { font: 'serif' }],
      ['Text size', 'large', { fontSize: 28 }],
      ['Text align', 'right', { align: 'right' }],
      ['Text position', 'top', { verticalAlign: 'top' }],
    ]
    await choose(page, choices)
    await panel.getByRole('slider', { name: 'Opacity' }).press('Home')
    await panel.getByRole('button', { name: 'Fill: own colour' }).click()
    const field = panel.getByRole('textbox', { name: 'Fill: own colour' })
    await field.fill('#0AF')
    await field.press('Enter')
    // An ellipse has no corners.
    await choose(page, [['Corners', 'very round', { corner: 32 }]])
    const { shapes: after } = await server.version(choices.length + 4)
    const sets = [...choices.map(([, , set]) => set), { opacity: 0.1 }, { fill: '#00aaff' }]
    expect(await cellsSetAfter(canvas, 1)).toEqual([...sets.map((set) => [set, set]), [{ corner: 32 }]])
    const look = Object.assign({}, ...sets)
    expect(after).toMatchObject([{ ...look, corner: 32 }, look])
  })

  test('an arrow has six heads and three routes; what was chosen sticks, and own colours are offered again, also after a reload', async () => {
    const canvas = await rig.makeCanvas()
    const { page } = await rig.join(canvas)
    const server = rig.onServer(canvas)
    await page.keyboard.press('a')
    await drag(page, { x: 400, y: 300 }, { x: 600, y: 400 })
    await server.shapes(1)
    const panel = page.getByRole('region', { name: 'Style', exact: true })
    const choices: readonly Choice[] = [
      ...['arrow', 'triangle', 'bar', 'diamond', 'none', 'dot'].map(
        (head): Choice => ['Start', head, { startHead: head }],
      ),
      ...['none', 'triangle', 'dot', 'bar', 'diamond', 'arrow'].map(
        (head): Choice => ['End', head, { endHead: head }],
      ),
      ...['curved', 'straight', 'elbow'].map((route): Choice => ['Route', route, { route }]),
    ]
    await choose(page, choices)
    await server.version(1 + choices.length)
    expect(await cellsSetAfter(canvas, 1)).toEqual(choices.map(([, , set]) => [set]))
    const own = (what: string) => panel.getByRole('textbox', { name: `${what}: own colour` })
    await panel.getByRole('button', { name: 'Stroke: own colour' }).click()
    await own('Stroke').fill('#c0ffee')
    await own('Stroke').press('Enter')
    expect((await server.version(2 + choices.length)).shapes.map(({ stroke }) => stroke)).toEqual(['#c0ffee'])
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
