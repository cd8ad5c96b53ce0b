import { describe, expect, test } from 'vitest'
import { useBrowserRig } from './browser-rig.ts'
import { eventually } from './canvas-on-server.ts'
import { drag, drawRectangle } from './draw-on-page.ts'
import { announced, onePerson } from './one-person.ts'
import { box } from './put-shapes.ts'

const rig = useBrowserRig()

const setUp = (shapes: Parameters<typeof onePerson>[1]) => onePerson(rig, shapes)

describe('without a pointer', () => {
  test('OP1 shapes are drawn, named, ordered, locked, grouped and taken apart', async () => {
    const { person, page, server } = await setUp([])
    await page.keyboard.press('3')
    await page.keyboard.press('Enter')
    const [diamond] = await server.shapes(1)
    expect(diamond).toMatchObject({ kind: 'diamond', position: [510, 345], size: [180, 110] })
    await page.keyboard.press('n')
    await page.keyboard.press('Enter')
    await page.keyboard.type('Words')
    await page.keyboard.press('Control+Enter')
    await announced(person, 'Note “Words” selected')
    await server.shapes(2)
    // A button of the toolbar takes the tool with the first Enter, and draws its shape with the next.
    await page.getByRole('button', { name: 'Ellipse', exact: true }).focus()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    await announced(person, 'Ellipse selected')
    await page.locator('[role=application]:focus').waitFor()
    await server.shapes(3)
    const inOrder = async () => {
      const { shapes } = await server.state()
      return [...shapes].sort((a, b) => (a.index < b.index ? -1 : 1)).map(({ kind }) => kind)
    }
    const ordered = async (key: string, kinds: readonly string[]) => {
      await page.keyboard.press(key)
      await eventually(`${key} gives ${kinds}`, async () => (await inOrder()).join() === kinds.join())
    }
    await ordered('Control+Shift+[', ['ellipse', 'diamond', 'note'])
    await ordered('Control+]', ['diamond', 'ellipse', 'note'])
    await ordered('Control+Shift+]', ['diamond', 'note', 'ellipse'])
    await ordered('Control+[', ['diamond', 'ellipse', 'note'])
    const lockedCount = async () =>
      (await server.state()).shapes.filter(({ locked }) => locked === true).length
    await page.keyboard.press('Control+Shift+l')
    await eventually('it is locked', async () => (await lockedCount()) === 1)
    await page.keyboard.press('Control+Shift+l')
    await eventually('it is free', async () => (await lockedCount()) === 0)
    await page.keyboard.press('Control+a')
    await page.keyboard.press('Control+g')
    await server.shapes(4)
    await announced(person, 'Group selected')
    await page.keyboard.press('Control+Shift+g')
    await server.shapes(3)
    await announced(person, '3 shapes selected')
  })
})

describe('with the pointer', () => {
  test('Space, the middle button, the hand and the wheel move the view and nothing else', async () => {
    const { person, page, server } = await setUp([box('a', 400, 300)])
    const isAt = async (x: number, y: number) => {
      await page.keyboard.press('Escape')
      await announced(person, 'Nothing selected')
      await page.mouse.click(x, y)
      await announced(person, 'Rectangle selected')
    }
    await page.keyboard.down(' ')
    await drag(page, { x: 700, y: 500 }, { x: 760, y: 640 })
    await page.keyboard.up(' ')
    await isAt(510, 490)
    await page.mouse.move(700, 500)
    await page.mouse.down({ button: 'middle' })
    await page.mouse.move(660, 360, { steps: 4 })
    await page.mouse.up({ button: 'middle' })
    await isAt(470, 350)
    await page.keyboard.press('h')
    await drag(page, { x: 470, y: 350 }, { x: 600, y: 350 })
    await page.keyboard.press('v')
    await isAt(600, 350)
    await page.mouse.wheel(-100, 120)
    await eventually('the wheel has moved the view', async () => {
      await page.mouse.click(900, 700)
      await page.mouse.click(700, 230)
      return page.getByText('Rectangle selected').first().isVisible()
    })
    expect((await server.state()).version).toBe(1)
  })

  test('a locked tool stays, an arrow drawn with Mod is tied to nothing and is bent and labelled afterwards', async () => {
    const { person, page, server } = await setUp([])
    await page.keyboard.press('q')
    await page.getByRole('button', { name: 'Keep the tool after use', pressed: true }).waitFor()
    await page.keyboard.press('o')
    await drag(page, { x: 300, y: 200 }, { x: 400, y: 300 })
    await drag(page, { x: 700, y: 200 }, { x: 800, y: 300 })
    await server.shapes(2)
    await page.locator('button[aria-pressed=true][aria-label="Ellipse"]').waitFor()
    await page.keyboard.press('q')
    await page.keyboard.press('5')
    await page.keyboard.down('Control')
    await drag(page, { x: 350, y: 250 }, { x: 750, y: 250 })
    await page.keyboard.up('Control')
    const free = (await server.shapes(3)).find(({ kind }) => kind === 'arrow')
    expect([free?.start, free?.end]).toEqual([undefined, undefined])
    await drag(page, { x: 550, y: 250 }, { x: 550, y: 350 })
    const arrow = async () => (await server.state()).shapes.find(({ kind }) => kind === 'arrow')
    await eventually('it has a bend', async () => {
      const points = (await arrow())?.points
      return Array.isArray(points) && points.length === 6
    })
    await page.keyboard.press('Enter')
    const field = page.getByRole('textbox', { name: 'Edit text' })
    await field.fill('leads to')
    await field.press('Escape')
    await announced(person, 'Arrow “leads to” selected')
    await eventually('it has a label', async () => (await arrow())?.text === 'leads to')
    await page.getByRole('button', { name: 'Undo' }).click()
    await eventually('the label is gone', async () => (await arrow())?.text !== 'leads to')
  })
})

describe('what belongs together', () => {
  test('a shape without a link gets one from its menu; what is none is refused; all by one person are selected', async () => {
    const { canvas, person: ada, page, server } = await setUp([])
    const ben = await rig.join(canvas)
    await drawRectangle(page, { x: 300, y: 250 })
    await drawRectangle(page, { x: 300, y: 450 })
    await server.shapes(2)
    await drawRectangle(ben.page, { x: 700, y: 250 })
    await server.shapes(3)

    const menuAt = (x: number, y: number) => page.mouse.click(x, y, { button: 'right' })
    const item = (name: string) => page.getByRole('menuitem', { name, exact: true })
    await menuAt(302, 290)
    await item('Link…').click()
    const dialog = page.getByRole('dialog', { name: 'Link of the shape' })
    const field = dialog.getByRole('textbox', { name: 'Link' })
    await field.fill('javascript:alert(1)')
    await field.press('Enter')
    await dialog.getByText('A link begins with').waitFor()
    await field.fill('www.example.org')
    await dialog.getByRole('button', { name: 'Save link' }).click()
    await dialog.waitFor({ state: 'detached' })
    const links = async () => (await server.state()).shapes.flatMap(({ link }) => link ?? [])
    await eventually('the link is saved', async () => (await links()).join() === 'https://www.example.org')
    await page.keyboard.press('Control+z')
    await eventually('and taken back in one step', async () => (await links()).length === 0)

    await menuAt(302, 290)
    await item('Select the same').click()
    await item('Select all by the same person').click()
    await announced(ada, '2 shapes selected')
    await page.mouse.click(702, 290)
    await announced(ada, 'Rectangle selected')
    rig.expectOutages()
    await ada.context.setOffline(true)
    await menuAt(702, 290)
    await item('Select the same').click()
    await item('Select all by the same person').click()
    await page.getByText('Only the server knows who drew what').waitFor()
  })
})
