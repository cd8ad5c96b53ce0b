import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { useBrowserRig } from './browser-rig.ts'
import { eventually } from './canvas-on-server.ts'
import { phone } from './fingers-on-page.ts'
import { openPage, saveState } from './person.ts'
import { box, putShapes } from './put-shapes.ts'

const rig = useBrowserRig()

async function setUp(shapes: Parameters<typeof putShapes>[2]['shapes']) {
  const canvas = await rig.makeCanvas()
  const person = await rig.join(canvas)
  await person.context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await putShapes(rig.server().url, canvas, { shapes, seenBy: [person] })
  return { canvas, person, page: person.page, server: rig.onServer(canvas) }
}

const item = (page: Page, name: string) => page.getByRole('menuitem', { name, exact: false })

describe('the context menu', () => {
  test('cuts, pastes, duplicates and deletes what is pointed at', async () => {
    const { page, server } = await setUp([box('a', 400, 300)])
    await page.mouse.click(450, 350, { button: 'right' })
    await page.getByRole('menu', { name: 'Menu of the selection' }).waitFor()
    await item(page, 'Duplicate').click()
    await server.shapes(2)
    await page.mouse.click(450, 350, { button: 'right' })
    await item(page, 'Cut').click()
    await server.shapes(1)
    await page.mouse.click(900, 600, { button: 'right' })
    await page.getByRole('menu', { name: 'Menu of the canvas' }).waitFor()
    await item(page, 'Paste').click()
    await server.shapes(2)
  })

  test('locks, and unlocks what clicks go through', async () => {
    const { page, server } = await setUp([box('a', 400, 300)])
    await page.mouse.click(450, 350, { button: 'right' })
    await item(page, 'Lock').click()
    await eventually('it is locked', async () => (await server.state()).shapes[0]?.locked === true)
    await page.keyboard.press('Escape')
    await page.mouse.click(450, 350)
    await page.keyboard.press('Delete')
    await page.mouse.click(450, 350, { button: 'right' })
    await item(page, 'Unlock').click()
    await eventually('it is free', async () => (await server.state()).shapes[0]?.locked !== true)
    expect((await server.state()).version).toBe(3)
  })

  test('keys distribute, tidy up and align, an operation each; the menu aligns through its submenu, and opens by key', async () => {
    const { page, server } = await setUp([
      box('a', 300, 300),
      box('b', 700, 400, { size: [60, 140] }),
      box('c', 500, 600, { size: [200, 60] }),
    ])
    await page.keyboard.press('Control+a')
    const places = [
      ['Alt+h', '300,300', '700,400', '450,600'],
      ['Alt+v', '300,300', '700,430', '450,600'],
      ['Alt+t', '300,300', '524,300', '300,464'],
      ['Control+Shift+ArrowLeft', '300,300', '300,300', '300,464'],
      ['Control+Shift+ArrowRight', '400,300', '440,300', '300,464'],
      ['Control+Shift+ArrowDown', '400,424', '440,384', '300,464'],
      ['Control+Shift+ArrowUp', '400,384', '440,384', '300,384'],
    ] as const
    for (const [index, [keys, ...expected]] of places.entries()) {
      await page.keyboard.press(keys)
      const { shapes } = await server.version(index + 2)
      expect([keys, ...shapes.map(({ position }) => String(position))]).toEqual([keys, ...expected])
    }
    await page.keyboard.press('Shift+F10')
    await item(page, 'Align and distribute').click()
    await item(page, 'Align left').click()
    const lefts = (await server.version(places.length + 2)).shapes.map(({ position }) =>
      Array.isArray(position) ? position[0] : null,
    )
    expect(lefts).toEqual([300, 300, 300])
  })

  test('opens under a finger that rests', async () => {
    const canvas = await rig.makeCanvas()
    const person = await rig.join(canvas, phone)
    await putShapes(rig.server().url, canvas, { shapes: [box('a', 150, 300)], seenBy: [person] })
    const session = await person.context.newCDPSession(person.page)
    const touchPoints = [{ x: 200, y: 350 }]
    await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints })
    await item(person.page, 'Duplicate').waitFor()
    await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
    await item(person.page, 'Delete').tap()
    await rig.onServer(canvas).shapes(0)
  })
})

describe('the palette', () => {
  test('finds commands by a few letters, hides what cannot be done, and puts the last used first', async () => {
    const { page, server } = await setUp([box('a', 300, 300), box('b', 600, 400)])
    await page.keyboard.press('Control+k')
    const field = page.getByRole('combobox', { name: 'Search commands and tools' })
    await field.fill('group')
    await page.getByText('Nothing is called that').waitFor()
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+a')
    await page.keyboard.press('Control+k')
    await field.fill('algn lft')
    await page.keyboard.press('Enter')
    await server.version(2)
    await page.keyboard.press('Control+k')
    const first = page.getByRole('option').first()
    await first.filter({ hasText: 'Align left' }).waitFor()
    await field.fill('triangle')
    await page.keyboard.press('Enter')
    const more = page.getByRole('button', { name: 'More shapes' })
    await more.and(page.locator('[aria-pressed=true]')).waitFor()
    await page.keyboard.press('v')
    await more.and(page.locator('[aria-pressed]')).waitFor({ state: 'detached' })
  })
})

describe('the shortcuts', () => {
  test('the sheet lists the commands by section', async () => {
    const { page } = await setUp([box('a', 300, 300)])
    await page.keyboard.press('?')
    const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
    for (const section of ['Tools', 'Edit', 'Arrange', 'View', 'With the pointer'])
      await dialog.getByRole('region', { name: section }).waitFor()
    await dialog.getByText('Flip horizontally').waitFor()
  })

  test('styles are copied and pasted by key', async () => {
    const { page, server } = await setUp([
      box('a', 300, 300, { stroke: 'red', fill: 'green' }),
      box('b', 600, 300),
    ])
    await page.mouse.click(350, 350)
    await page.keyboard.press('Control+Alt+c')
    await page.mouse.click(650, 350)
    await page.keyboard.press('Control+Alt+v')
    const styled = (await server.version(2)).shapes
    expect(styled.map(({ stroke, fill }) => [stroke, fill])).toEqual([
      ['red', 'green'],
      ['red', 'green'],
    ])
  })

  test('shapes are copied, cut and pasted, here and on another canvas in another tab; of rich words a text takes the plain ones', async () => {
    const { person, page, server } = await setUp([
      box('a', 300, 300, { text: 'tea', stroke: 'red' }),
      box('b', 300, 500),
    ])
    const other = await rig.makeCanvas()
    const look = { kind: 'rectangle', text: 'tea', stroke: 'red', size: [100, 100] }
    await page.mouse.click(350, 350)
    await page.keyboard.press('Control+c')
    await page.keyboard.press('Control+v')
    const known = ['a000000000', 'b000000000']
    const copy = (await server.shapes(3)).find(({ id }) => !known.includes(id))
    expect(copy).toMatchObject(look)
    // The copy is what is selected.
    await page.keyboard.press('Control+x')
    expect((await server.shapes(2)).map(({ id }) => id)).toEqual(known)

    const tab = await openPage(
      person.context,
      `${rig.server().url}/c/${other.canvasId}#share=${other.shareToken}`,
    )
    await saveState(tab).filter({ hasText: 'Saved' }).waitFor({ state: 'attached' })
    await tab.keyboard.press('Control+v')
    const [pasted] = await rig.onServer(other).shapes(1)
    expect(pasted).toMatchObject(look)
    await tab.keyboard.press('Enter')
    const field = tab.getByRole('textbox', { name: 'Edit text' })
    await field.waitFor()
    await tab.evaluate(async () => {
      const kinds = { 'text/html': '<b>black</b> <a href="/">tea</a>', 'text/plain': 'black tea' }
      const blobs = Object.entries(kinds).map(([type, text]) => [type, new Blob([text], { type })] as const)
      await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))])
    })
    await tab.keyboard.press('Control+v')
    await eventually('the plain words are saved', async () => {
      const { shapes } = await rig.onServer(other).state()
      return shapes.length === 1 && shapes[0]?.text === 'black tea'
    })
    await tab.keyboard.press('Escape')
    await field.waitFor({ state: 'detached' })
    await tab.keyboard.press('Control+x')
    await rig.onServer(other).shapes(0)
    await page.bringToFront()
    await page.keyboard.press('Control+v')
    expect((await server.shapes(3)).map(({ text }) => text)).toContain('black tea')
  })
})
