import { describe, expect, test } from 'vitest'
import { useBrowserRig } from './browser-rig.ts'
import { type CanvasOnServer, eventually } from './canvas-on-server.ts'
import { chooseTool, drag, drawRectangle } from './draw-on-page.ts'
import { saveState, whenSaved } from './person.ts'

const rig = useBrowserRig()

/** Waits until the server has just these shapes, each with its text; sorted. */
async function textsSaved(server: CanvasOnServer, texts: readonly string[]): Promise<void> {
  let saved: readonly string[] = []
  const what = () => `${texts.join()} to be saved, not ${saved.join()}`
  await eventually(what, async () => {
    const { shapes } = await server.state()
    saved = shapes.map(({ kind, text = '' }) => `${kind}: ${text}`).sort()
    return saved.join() === texts.join()
  })
}

const drawnByDragging: readonly (readonly [string, string])[] = [
  ['Rectangle', 'rectangle'],
  ['Diamond', 'diamond'],
  ['Ellipse', 'ellipse'],
  ['Arrow', 'arrow'],
  ['Line', 'line'],
  ['Draw', 'stroke'],
  ['Note', 'note'],
  ['Triangle', 'triangle'],
  ['Hexagon', 'hexagon'],
  ['Star', 'star'],
  ['Cloud', 'cloud'],
  ['Cylinder', 'cylinder'],
  ['Callout', 'callout'],
  ['Polygon', 'polygon'],
  ['Frame', 'frame'],
  ['Highlighter', 'highlight'],
]

/** These are behind a menu: their keys are not seen to be held down. */
const byKey = new Map([
  ['Frame', 'f'],
  ['Highlighter', 'Shift+D'],
])

describe('drawing', () => {
  test('OP1 every tool draws its kind: one gesture, one operation, where the pointer was', async () => {
    const canvas = await rig.makeCanvas()
    const server = rig.onServer(canvas)
    const { page } = await rig.join(canvas)
    for (const [index, [tool, kind]] of drawnByDragging.entries()) {
      const from = { x: 260 + (index % 6) * 140, y: 110 + Math.floor(index / 6) * 180 }
      const key = byKey.get(tool)
      if (key === undefined) await chooseTool(page, tool)
      else await page.keyboard.press(key)
      await drag(page, from, { x: from.x + 90, y: from.y + 70 })
      if (tool === 'Note') await page.keyboard.press('Escape')
      const shapes = await server.shapes(index + 1)
      const made = shapes.find((shape) => shape.kind === kind)
      expect(made?.position, kind).toEqual([from.x, from.y])
      await page.keyboard.press('Escape')
    }
    expect((await server.state()).version).toBe(drawnByDragging.length)
  })

  test('Space held while drawing carries the shape along, and its size stays', async () => {
    const canvas = await rig.makeCanvas()
    const { page } = await rig.join(canvas)
    await chooseTool(page, 'Ellipse')
    await drag(page, { x: 300, y: 200 }, { x: 400, y: 260 }, { release: false })
    await page.keyboard.down(' ')
    await page.mouse.move(500, 460, { steps: 4 })
    await page.keyboard.up(' ')
    await page.mouse.move(520, 460)
    await page.mouse.up()
    const [drawn] = await rig.onServer(canvas).shapes(1)
    expect(drawn).toMatchObject({ position: [400, 400], size: [120, 60] })
  })

  test('keys choose the tools', async () => {
    const { page } = await rig.join(await rig.makeCanvas())
    const keys = { r: 'Rectangle', d: 'Diamond', o: 'Ellipse', a: 'Arrow', l: 'Line', p: 'Draw', t: 'Text' }
    const others = { n: 'Note', e: 'Eraser', h: 'Hand', v: 'Select', c: 'Comment' }
    const digits = {
      2: 'Rectangle',
      3: 'Diamond',
      4: 'Ellipse',
      5: 'Arrow',
      6: 'Line',
      7: 'Draw',
      8: 'Text',
      0: 'Eraser',
    }
    for (const [key, name] of Object.entries({ ...keys, ...others, ...digits, 1: 'Select' })) {
      await page.keyboard.press(key)
      await page.locator(`button[aria-pressed=true][aria-label="${name}"]`).waitFor()
    }
  })

  test('OP1 a drag is one operation, and so is a resize', async () => {
    const canvas = await rig.makeCanvas()
    const server = rig.onServer(canvas)
    const person = await rig.join(canvas)
    const { page } = person
    await drawRectangle(page, { x: 400, y: 300 })
    const [before] = await server.shapes(1)
    await drag(page, { x: 400, y: 340 }, { x: 470, y: 390 })
    const [moved] = (await server.version(2)).shapes
    expect(before?.position).toEqual([400, 300])
    expect(moved?.position).toEqual([470, 350])
    await drag(page, { x: 590, y: 430 }, { x: 650, y: 470 })
    const [resized] = (await server.version(3)).shapes
    expect(resized).toMatchObject({ position: moved?.position, size: [180, 120] })
  })

  test('a text typed and ended before its field has come is written, and keys mean tools again', async () => {
    const canvas = await rig.makeCanvas()
    const server = rig.onServer(canvas)
    const { page } = await rig.join(canvas)
    let letThrough = () => {}
    const held = new Promise<void>((resolve) => {
      letThrough = resolve
    })
    await page.route(/assets\/text-field-[^/]*\.js$/, async (route) => {
      await held
      await route.continue()
    })
    await page.reload()
    await saveState(page).filter({ hasText: 'Saved' }).waitFor({ state: 'attached' })
    await page.keyboard.press('n')
    await drag(page, { x: 300, y: 200 }, { x: 460, y: 320 })
    await page.keyboard.type('Ship it')
    await page.keyboard.press('Escape')
    await drawRectangle(page, { x: 600, y: 200 })
    await page.keyboard.press('t')
    await page.mouse.click(400, 500)
    await page.keyboard.type('Free')
    await page.keyboard.press('Control+Enter')
    await textsSaved(server, ['note: Ship it', 'rectangle: ', 'text: Free'])
    await page.keyboard.press('t')
    await page.mouse.click(400, 600)
    await page.keyboard.type('Late')
    letThrough()
    await page.getByRole('textbox', { name: 'Edit text' }).waitFor()
    await page.keyboard.type('r')
    await page.keyboard.press('Escape')
    await textsSaved(server, ['note: Ship it', 'rectangle: ', 'text: Free', 'text: Later'])
  })

  test('text typed at once into a new note is kept, and so are labels and free text', async () => {
    const canvas = await rig.makeCanvas()
    const server = rig.onServer(canvas)
    const person = await rig.join(canvas)
    const { page } = person
    await page.keyboard.press('n')
    await drag(page, { x: 300, y: 200 }, { x: 460, y: 320 })
    await page.keyboard.type('Ship it')
    await page.keyboard.press('Escape')
    await drawRectangle(page, { x: 600, y: 200 })
    await page.mouse.dblclick(660, 240)
    await page.keyboard.type('Label')
    await page.keyboard.press('Escape')
    await page.keyboard.press('t')
    await page.mouse.click(400, 500)
    await page.keyboard.type('Free ')
    // No key writes this: it needs a field that has the focus.
    await page.getByRole('textbox', { name: 'Edit text' }).waitFor()
    await page.keyboard.type('👍🏽 text')
    await page.keyboard.press('Escape')
    await textsSaved(server, ['note: Ship it', 'rectangle: Label', 'text: Free 👍🏽 text'])
    await whenSaved(person)
    expect(await page.getByText('could not be saved').count()).toBe(0)
  })

  test('text typed before its field has been loaded is in the field when it comes', async () => {
    const canvas = await rig.makeCanvas()
    const server = rig.onServer(canvas)
    const { page, ...rest } = await rig.join(canvas)
    let load = () => {}
    const loadable = new Promise<void>((resolve) => {
      load = resolve
    })
    await page.route('**/text-field-*.js', async (route) => {
      await loadable
      await route.continue()
    })
    await page.reload()
    await whenSaved({ page, ...rest })
    await page.keyboard.press('n')
    await drag(page, { x: 300, y: 200 }, { x: 460, y: 320 })
    await page.keyboard.type('Ship it')
    load()
    const field = page.getByRole('textbox', { name: 'Edit text' })
    await field.waitFor()
    await page.keyboard.type(' now')
    expect(await field.inputValue()).toBe('Ship it now')
    await page.keyboard.press('Escape')
    await eventually('it is saved', async () => (await server.state()).shapes[0]?.text === 'Ship it now')
  })

  test('UN2 as many redos as undos from the keyboard give back the same state', async () => {
    const canvas = await rig.makeCanvas()
    const server = rig.onServer(canvas)
    const person = await rig.join(canvas)
    const { page } = person
    for (const x of [300, 480, 660]) await drawRectangle(page, { x, y: 250 })
    await server.shapes(3)
    const { stateHash } = await server.state()
    for (const left of [2, 1, 0]) {
      await page.keyboard.press('Control+z')
      await server.shapes(left)
    }
    for (const back of [1, 2, 3]) {
      await page.keyboard.press('Control+Shift+z')
      await server.shapes(back)
    }
    expect((await server.state()).stateHash).toBe(stateHash)
    await page.getByRole('button', { name: 'Undo' }).click()
    await server.shapes(2)
  })

  test('the eraser, Delete, duplicate and group do what their names say', async () => {
    const canvas = await rig.makeCanvas()
    const server = rig.onServer(canvas)
    const { page } = await rig.join(canvas)
    await drawRectangle(page, { x: 300, y: 250 })
    await drawRectangle(page, { x: 500, y: 250 })
    await server.shapes(2)
    await page.keyboard.press('Control+a')
    await page.keyboard.press('Control+d')
    await server.shapes(4)
    await page.keyboard.press('Control+g')
    const grouped = await server.shapes(5)
    const group = grouped.find((shape) => shape.kind === 'group')
    expect(grouped.filter((shape) => shape.parentId === group?.id)).toHaveLength(2)
    await page.keyboard.press('Delete')
    await server.shapes(2)
    await page.keyboard.press('e')
    await drag(page, { x: 280, y: 290 }, { x: 320, y: 290 })
    await server.shapes(1)
  })

  test('a style chosen in the panel is written to the selection and kept for the next shape', async () => {
    const canvas = await rig.makeCanvas()
    const server = rig.onServer(canvas)
    const { page } = await rig.join(canvas)
    await page.keyboard.press('r')
    await drag(page, { x: 400, y: 300 }, { x: 520, y: 380 })
    await server.shapes(1)
    await page.getByRole('radiogroup', { name: 'Stroke' }).getByRole('radio', { name: 'red' }).click()
    await eventually('the colour is saved', async () => (await server.state()).shapes[0]?.stroke === 'red')
    await page.keyboard.press('Escape')
    await drawRectangle(page, { x: 600, y: 300 })
    expect((await server.shapes(2)).map((shape) => shape.stroke)).toEqual(['red', 'red'])
  })
})
