import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import type { SharedCanvas } from '../faults/public-api.ts'
import { useBrowserRig } from './browser-rig.ts'
import { eventually } from './canvas-on-server.ts'
import { paintedNow } from './canvas-pixels.ts'
import { openPage, type Person, pictureOf } from './person.ts'
import { box, change } from './put-shapes.ts'

const rig = useBrowserRig()

/** Somebody on a canvas that has these shapes already. */
async function joinWith(shapes: readonly object[]): Promise<{ canvas: SharedCanvas; person: Person }> {
  const canvas = await rig.makeCanvas()
  await change(
    rig.server().url,
    canvas,
    shapes.map((shape) => ({ kind: 'create', shape })),
  )
  return { canvas, person: await rig.join(canvas) }
}

const isSelected = (page: Page, name: string) =>
  page.getByText(`${name} selected`, { exact: false }).first().waitFor({ state: 'attached' })

/** What the map says is seen here: the picture of it. */
const mapOf = (page: Page) =>
  page
    .getByRole('img', { name: 'Map of the canvas' })
    .evaluate((map) => (map instanceof HTMLCanvasElement ? map.toDataURL() : ''))

const words = [
  box('first', 0, 0, { text: 'Café au lait' }),
  box('second', 6_000, 200, { text: 'another cafe' }),
  box('third', 400, 0, { text: 'tea' }),
]

describe('finding one’s way', () => {
  test('text is found, counted, brought into sight and selected; previous and next go round', async () => {
    const { person } = await joinWith(words)
    const { page } = person
    await page.keyboard.press('Control+f')
    const field = page.getByRole('searchbox', { name: 'Find on this canvas' })
    await field.fill('cafe')
    await page.getByText('1 of 2').waitFor()
    await isSelected(page, '“Café au lait”')
    await field.press('Enter')
    await page.getByText('2 of 2').waitFor()
    await isSelected(page, '“another cafe”')
    await field.press('Enter')
    await page.getByText('1 of 2').waitFor()
    await page.getByRole('button', { name: 'Previous' }).click()
    await page.getByText('2 of 2').waitFor()
    await field.fill('coffee')
    await page.getByText('Nothing found').waitFor()
    await field.press('Escape')
    await field.waitFor({ state: 'detached' })
  })

  test('who has lost sight of everything is shown the way back', async () => {
    const { person } = await joinWith(words)
    const { page } = person
    const back = page.getByRole('button', { name: 'Back to what is drawn' })
    await page.mouse.move(600, 400)
    await page.mouse.wheel(0, -20_000)
    await back.click()
    await back.waitFor({ state: 'detached' })
    await page.keyboard.press('Control+a')
    await isSelected(page, '3 shapes')
  })

  test('the map shows what is seen, and a press on it goes there', async () => {
    const { person } = await joinWith(words)
    const { page } = person
    await page.keyboard.press('m')
    const map = page.getByRole('img', { name: 'Map of the canvas' })
    await map.waitFor()
    const before = { map: await mapOf(page), canvas: await pictureOf(person) }
    await map.click({ position: { x: 190, y: 66 } })
    await eventually('the map follows', async () => (await mapOf(page)) !== before.map)
    expect(await pictureOf(person)).not.toBe(before.canvas)
    await page.keyboard.press('m')
    await map.waitFor({ state: 'detached' })
  })

  test('a link to a shape goes there, and says so when the shape is gone', async () => {
    const { canvas, person } = await joinWith(words)
    const { page, context } = person
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.keyboard.press('Control+f')
    await page.getByRole('searchbox').fill('tea')
    await isSelected(page, '“tea”')
    await page.keyboard.press('Escape')
    await page.getByRole('application').focus()
    await page.keyboard.press('Shift+L')
    await page.getByText('The link is copied').waitFor()
    const link = await page.evaluate(() => navigator.clipboard.readText())
    const other = await openPage(context, link)
    await isSelected(other, '“tea”')
    await eventually('the address is the canvas’ own again', () => new URL(other.url()).search === '')
    await change(rig.server().url, canvas, [{ kind: 'delete', ids: [words[2]?.id] }])
    const late = await openPage(context, link)
    await late.getByText('not on the canvas any more').waitFor()
  })
})

describe('nothing but the canvas', () => {
  test('focus mode hides the tools until Escape', async () => {
    const { person } = await joinWith(words)
    const { page } = person
    const tools = page.getByRole('toolbar', { name: 'Tools' })
    await page.keyboard.press('Alt+z')
    await tools.waitFor({ state: 'hidden' })
    await page.getByRole('button', { name: 'Bring the tools back' }).waitFor()
    await page.keyboard.press('Escape')
    await tools.waitFor()
  })

  test('frames are slides in reading order, by keys, until Escape', async () => {
    const frame = (id: string, x: number) => ({
      id: id.padEnd(10, '0'),
      kind: 'frame',
      position: [x, 0],
      size: [400, 300],
    })
    const { person } = await joinWith([frame('right', 900), frame('left', 0), ...words.slice(0, 1)])
    const { page } = person
    await page.keyboard.press('Shift+P')
    await page.getByText('Slide 1 of 2').waitFor()
    const first = await pictureOf(person)
    await page.keyboard.press('ArrowRight')
    await page.getByText('Slide 2 of 2').waitFor()
    await eventually('another picture', async () => (await pictureOf(person)) !== first)
    await page.keyboard.press('Home')
    await page.getByText('Slide 1 of 2').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('toolbar', { name: 'Tools' }).waitFor()
  })
})

test('the laser is seen by others, fades, and leaves nothing in the log', async () => {
  const { canvas, person: ada } = await joinWith(words)
  const ben = await rig.join(canvas)
  const { version } = await rig.onServer(canvas).state()
  await ada.page.keyboard.press('k')
  await ada.page.mouse.move(500, 400)
  const dark = await pictureOf(ben)
  await ada.page.mouse.down()
  let x = 500
  await eventually('the other sees light', async () => {
    x = x > 700 ? 500 : x + 10
    await ada.page.mouse.move(x, 400)
    return (await paintedNow(ben.page)) !== dark
  })
  await ada.page.mouse.up()
  await eventually('the light is gone', async () => (await pictureOf(ben)) === dark)
  expect((await rig.onServer(canvas).state()).version).toBe(version)
})

test('the eyedropper gives what is selected the colours of another shape; where the browser has one, a colour from the screen', async () => {
  const red = box('red', 400, 0, { stroke: 'red', fill: 'yellow' })
  const { canvas, person } = await joinWith([box('plain', 0, 0, { text: 'plain' }), red])
  const { page } = person
  await page.keyboard.press('Control+f')
  await page.getByRole('searchbox').fill('plain')
  await isSelected(page, '“plain”')
  await page.keyboard.press('Escape')
  await page.getByRole('application').focus()
  // Everything is in sight and in the middle: the second box is right of it.
  await page.keyboard.press('Shift+1')
  await page.keyboard.press('i')
  await page.mouse.click(800, 400)
  await eventually('the colours are taken over', async () => {
    const { shapes } = await rig.onServer(canvas).state()
    const plain = shapes.find(({ text }) => text === 'plain')
    return plain?.stroke === 'red' && plain.fill === 'yellow'
  })

  const { version } = await rig.onServer(canvas).state()
  await page.evaluate(() =>
    Object.defineProperty(window, 'EyeDropper', { value: undefined, configurable: true }),
  )
  await page.keyboard.press('Control+k')
  const search = page.getByRole('combobox', { name: 'Search commands and tools' })
  await search.fill('colour from the screen')
  await page.getByText('Nothing is called that').waitFor()
  await page.keyboard.press('Escape')
  await search.waitFor({ state: 'detached' })
  // The browser's own window cannot be driven: once it is left with Escape, once a colour is taken.
  await page.evaluate(() => {
    const answers = [() => Promise.reject(new Error('Escape')), () => Promise.resolve({ sRGBHex: '#12AB34' })]
    const value = class {
      open = () => answers.shift()?.()
    }
    Object.defineProperty(window, 'EyeDropper', { value })
  })
  await page.keyboard.press('Shift+I')
  await page.keyboard.press('Shift+I')
  const { shapes } = await rig.onServer(canvas).version(version + 1)
  expect(shapes.map(({ text, stroke }) => [text, stroke])).toEqual([
    ['plain', '#12ab34'],
    [undefined, 'red'],
  ])
})
