import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { useBrowserRig } from './browser-rig.ts'
import { eventually } from './canvas-on-server.ts'
import { phone } from './fingers-on-page.ts'
import { box, putShapes } from './put-shapes.ts'

const rig = useBrowserRig()

async function setUp(shapes: Parameters<typeof putShapes>[2]['shapes']) {
  const canvas = await rig.makeCanvas()
  const person = await rig.join(canvas)
  await person.context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await putShapes(rig.server().url, canvas, { shapes, seenBy: [person] })
  return { canvas, page: person.page, server: rig.onServer(canvas) }
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

  test('aligns through its submenu, and opens by key', async () => {
    const { page, server } = await setUp([box('a', 300, 300), box('b', 600, 400), box('c', 500, 550)])
    await page.keyboard.press('Control+a')
    await page.keyboard.press('Shift+F10')
    await item(page, 'Align and distribute').click()
    await item(page, 'Align top').click()
    const tops = (await server.version(2)).shapes.map(({ position }) =>
      Array.isArray(position) ? position[1] : null,
    )
    expect(tops).toEqual([300, 300, 300])
    await page.keyboard.press('Alt+h')
    const lefts = (await server.version(3)).shapes.map(({ position }) =>
      Array.isArray(position) ? Number(position[0]) : 0,
    )
    expect([...lefts].sort((a, b) => a - b)).toEqual([300, 450, 600])
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
})
