import type { Page } from 'playwright-core'
import { idOf, openBoard } from '../picture-boards.ts'
import type { Actor } from '../picture-cast.ts'
import { leaveAll, type StateGroup, whenReady } from '../picture-studio.ts'

/** With two others on one canvas. */
export const group: StateGroup = {
  name: 'people',
  async play(studio) {
    const { shot, cast, enter, middle, url } = studio
    const { page, path } = await openBoard(studio, 'Together')
    const comes = async (who: Actor, shape: string): Promise<Page> => {
      const other = await enter(who, `${path}?shape=${idOf(shape)}`)
      await whenReady(other)
      return other
    }
    const ben = await comes(cast.ben, 'valid')
    const cleo = await comes(cast.cleo, 'owner')
    const writes = async (who: Page, words: string) => {
      await who.getByRole('application').focus()
      await who.keyboard.press('Enter')
      await who.getByRole('textbox', { name: 'Edit text' }).waitFor()
      await who.keyboard.press('End')
      await who.keyboard.type(words)
    }
    await shot('two', page, async () => {
      await page.keyboard.press('Shift+1')
      await ben.mouse.move(middle.x - 20, middle.y + 60, { steps: 3 })
      await cleo.mouse.move(middle.x + 90, middle.y - 120, { steps: 3 })
      await page.getByRole('button', { name: 'Follow Ben' }).waitFor({ state: 'attached' })
    })
    await shot('caret', page, async () => {
      await writes(cleo, ' Cleo?')
    })
    await leaveAll(cleo)
    await shot('together', page, async () => {
      await page.goto(`${url}${path}?shape=${idOf('valid')}`)
      await whenReady(page)
      await writes(page, ' Now?')
      await writes(ben, ' And')
    })
    await leaveAll(page)
    await leaveAll(ben)
    await shot('following', page, async () => {
      await page.keyboard.press('Shift+F')
      await page
        .getByText(/^Following /)
        .first()
        .waitFor()
    })
    await leaveAll(page)
    await shot('followed', page, async () => {
      await ben.getByRole('button', { name: 'Follow Ada' }).click()
      await page.getByRole('button', { name: /is following you/ }).waitFor({ state: 'attached' })
    })
    await leaveAll(ben)
    await shot('laser', page, async () => {
      await page.keyboard.press('Shift+1')
      await ben.keyboard.press('Shift+1')
      await ben.keyboard.press('k')
      await ben.mouse.move(middle.x - 100, middle.y)
      await ben.mouse.down()
      for (let step = 0; step < 30; step++)
        await ben.mouse.move(middle.x - 100 + step * 7, middle.y + 40 * Math.sin(step / 4))
    })
    await ben.mouse.up()
  },
}
