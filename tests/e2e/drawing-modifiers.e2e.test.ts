import type { Shape } from '@flowstate/engine'
import { describe, expect, test } from 'vitest'
import { useBrowserRig } from './browser-rig.ts'
import { type CanvasOnServer, eventually } from './canvas-on-server.ts'
import { drag } from './draw-on-page.ts'
import { holding } from './hold-key.ts'
import { plainPng } from './images-on-page.ts'
import { announced, onePerson } from './one-person.ts'
import { whenSaved } from './person.ts'
import { box } from './put-shapes.ts'

const rig = useBrowserRig()

const setUp = (shapes: Parameters<typeof onePerson>[1]) => onePerson(rig, shapes)

/** The shape that the operation of this number has made. */
async function madeBy(server: CanvasOnServer, version: number): Promise<Shape | undefined> {
  const { shapes } = await server.version(version)
  return shapes.find(({ createdVersion }) => createdVersion === version)
}

const numbers = (cell: Shape[string] | undefined): readonly number[] =>
  Array.isArray(cell) ? cell.map(Number) : []

/** Where a line begins and ends on the canvas. */
function endsOf(line: Shape | undefined): readonly number[] {
  const [left = Number.NaN, top = Number.NaN] = numbers(line?.position)
  return numbers(line?.points).map((value, i) => value + (i % 2 === 0 ? left : top))
}

describe('drawing', () => {
  test('a click draws a rectangle of the usual size around the pointer', async () => {
    const { page, server } = await setUp([])
    await page.keyboard.press('r')
    await page.mouse.click(700, 300)
    expect(await madeBy(server, 1)).toMatchObject({
      kind: 'rectangle',
      position: [610, 245],
      size: [180, 110],
    })
  })

  test('with Shift a rectangle is a square whichever way it is drawn, with Alt it grows from its middle', async () => {
    const { page, server } = await setUp([])
    const drawn = [
      [['Shift'], [500, 300], [100, 40], [500, 300], 100, 100],
      [['Shift'], [900, 450], [-30, -120], [780, 330], 120, 120],
      [['Alt'], [600, 600], [40, 30], [560, 570], 80, 60],
      [['Shift', 'Alt'], [900, 600], [-10, 40], [860, 560], 80, 80],
    ] as const
    for (const [index, [keys, [x, y], [dx, dy], position, width, height]] of drawn.entries()) {
      await page.keyboard.press('r')
      for (const key of keys) await page.keyboard.down(key)
      await drag(page, { x, y }, { x: x + dx, y: y + dy })
      for (const key of keys) await page.keyboard.up(key)
      const made = await madeBy(server, index + 1)
      expect([keys, made?.position, made?.size]).toEqual([keys, position, [width, height]])
    }
  })

  test('with Shift a line begins under the pointer and runs at a multiple of 15 degrees, as long as it was drawn', async () => {
    const { page, server } = await setUp([])
    const drawn = [
      [100, 60, 30],
      [20, -90, -75],
      [-150, 12, 180],
      [80, 0, 0],
    ] as const
    for (const [index, [dx, dy, degrees]] of drawn.entries()) {
      await page.keyboard.press('l')
      await holding(page, 'Shift', () => drag(page, { x: 700, y: 400 }, { x: 700 + dx, y: 400 + dy }))
      const line = await madeBy(server, index + 1)
      const [length, angle] = [Math.hypot(dx, dy), (degrees / 180) * Math.PI]
      const ends = [700, 400, 700 + length * Math.cos(angle), 400 + length * Math.sin(angle)]
      expect([line?.kind, ...endsOf(line)]).toEqual(['line', ...ends.map((end) => expect.closeTo(end, 1))])
    }
  })
})

describe('what is no drag', () => {
  test('9 opens the choice of pictures, the select tool is back at once, and the picture lies in the middle', async () => {
    const { person, page, server } = await setUp([])
    const pressed = (name: string) =>
      page.locator(`button[aria-pressed=true][aria-label="${name}"]`).waitFor()
    // Before the first key: a page that does not yet listen for choosers misses one.
    const chooser = page.waitForEvent('filechooser')
    await page.keyboard.press('d')
    await pressed('Diamond')
    await page.keyboard.press('9')
    const files = await chooser
    await pressed('Select')
    const buffer = plainPng(120, 80, [20, 200, 60])
    await files.setFiles([{ name: 'field.png', mimeType: 'image/png', buffer }])
    const [picture] = await server.shapes(1)
    expect(picture).toMatchObject({ kind: 'image', position: [540, 360], size: [120, 80] })
    await announced(person, 'Image selected')
  })

  test('a double click on the empty canvas begins a text there, which is stored once it has words', async () => {
    const { person, page, server } = await setUp([box('a', 500, 200)])
    const field = page.getByRole('textbox', { name: 'Edit text' })
    await page.mouse.dblclick(900, 600)
    await field.waitFor()
    await page.keyboard.press('Escape')
    await field.waitFor({ state: 'detached' })
    await page.mouse.dblclick(700, 450)
    await page.keyboard.type('Where we stand')
    await page.keyboard.press('Escape')
    await announced(person, 'Text “Where we stand” selected')
    const texts = async () => (await server.state()).shapes.filter(({ kind }) => kind === 'text')
    await eventually('its words are saved', async () => (await texts())[0]?.text === 'Where we stand')
    await whenSaved(person)
    // The first line stands where the click was: the top of the text is a little above.
    expect(await texts()).toMatchObject([{ position: [700, 437], parentId: null }])
    expect(await server.shapes(2)).toHaveLength(2)
  })
})
