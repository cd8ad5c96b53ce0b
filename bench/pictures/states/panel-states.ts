import { openBoard } from '../picture-boards.ts'
import { leaveAll, type StateGroup } from '../picture-studio.ts'

/** What opens over a canvas: menus, dialogs, lists. */
export const group: StateGroup = {
  name: 'panel',
  async play(studio) {
    const { shot, middle, variant } = studio
    const { page, select } = await openBoard(studio, 'How people come in')
    const button = (name: string) => page.getByRole('button', { name, exact: true }).first()
    await shot('board', page)
    await shot('main-menu', page, async () => {
      await button('Menu').click()
      await page.getByRole('menu').waitFor()
    })
    await leaveAll(page)
    await shot('context', page, async () => {
      await select('form')
      await page.getByRole('application').focus()
      await page.keyboard.press('Shift+F10')
      await page.getByRole('menu').waitFor()
    })
    await leaveAll(page)
    await shot('context-several', page, async () => {
      await select('form', 'mail', 'valid')
      await page.getByRole('application').focus()
      await page.keyboard.press('Shift+F10')
      await page.getByRole('menu').waitFor()
    })
    await leaveAll(page)
    await shot('context-canvas', page, async () => {
      await page.mouse.click(middle.x, variant.height - 180, { button: 'right' })
      await page.getByRole('menu').waitFor()
    })
    await leaveAll(page)
    await shot('palette', page, () => page.keyboard.press('Control+k'))
    await shot('palette-found', page, () => page.keyboard.type('zoom'))
    await shot('palette-nothing', page, () => page.keyboard.type('zzz'))
    await leaveAll(page)
    await shot('help', page, () => page.keyboard.press('?'))
    await leaveAll(page)
    await shot('find', page, async () => {
      await page.keyboard.press('Control+f')
      await page.getByRole('searchbox').fill('mail')
    })
    await shot('find-nothing', page, () => page.getByRole('searchbox').fill('zzz'))
    await leaveAll(page)
    await shot('minimap', page, () => page.keyboard.press('m'))
    await shot('minimap-layers', page, () => page.keyboard.press('Alt+l'))
    await page.keyboard.press('m')
    await shot('layers', page)
    await shot('layers-style', page, async () => {
      await page.getByRole('region', { name: 'Layers' }).getByText('Rectangle “Fill in the form”').click()
    })
    await page.keyboard.press('Alt+l')
    await leaveAll(page)
    await shot('export', page, async () => {
      await page.keyboard.press('Control+Shift+E')
      await page.getByRole('dialog').waitFor()
      await page.waitForTimeout(800)
    })
    await leaveAll(page)
    await shot('share', page, async () => {
      await button('Share').click()
      await page.getByRole('dialog').waitFor()
    })
    await leaveAll(page)
    await shot('slides', page, () => page.keyboard.press('Shift+P'))
    await leaveAll(page)
    await shot('focus-mode', page, () => page.keyboard.press('Alt+z'))
    await leaveAll(page)
    await shot('lost', page, async () => {
      await page.mouse.move(middle.x, middle.y)
      await page.mouse.wheel(0, -20_000)
    })
    await page.keyboard.press('Shift+1')
    await shot('laser', page, async () => {
      await page.keyboard.press('k')
      await page.mouse.move(middle.x - 100, middle.y)
      await page.mouse.down()
      for (let step = 0; step < 24; step++)
        await page.mouse.move(middle.x - 100 + step * 9, middle.y + 60 * Math.sin(step / 4))
    })
    await page.mouse.up()
  },
}
