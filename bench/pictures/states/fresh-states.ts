import { drag } from '../../../tests/e2e/draw-on-page.ts'
import { leaveAll, type StateGroup, whenReady } from '../picture-studio.ts'

/** The first minute: what somebody sees who has never been here. */
export const group: StateGroup = {
  name: 'fresh',
  async play({ enter, shot, middle }) {
    const page = await enter(null, '/')
    await whenReady(page)
    await shot('hint', page)
    await shot('first-shape', page, async () => {
      await page.keyboard.press('r')
      await drag(page, { x: middle.x - 60, y: middle.y - 60 }, { x: middle.x + 70, y: middle.y + 20 })
      await whenReady(page)
    })
    await shot('typing', page, async () => {
      await page.keyboard.press('Enter')
      await page.getByRole('textbox', { name: 'Edit text' }).waitFor()
      await page.keyboard.type('Begin here')
    })
    await leaveAll(page)
    for (const [tool, state] of [
      ['o', 'second'],
      ['d', 'guest-hint'],
    ] as const)
      await shot(state, page, async () => {
        await page.keyboard.press(tool)
        await drag(page, { x: middle.x - 60, y: middle.y + 60 }, { x: middle.x + 60, y: middle.y + 130 })
        await whenReady(page)
        await leaveAll(page)
      })
  },
}
