import { linkTo, openBoard } from '../picture-boards.ts'
import { button } from '../picture-pages.ts'
import { leaveAll, type StateGroup, whenReady } from '../picture-studio.ts'

/** The dialog that shares a canvas, as its owner, an invited guest and a viewer see it. */
export const group: StateGroup = {
  name: 'share',
  async play(studio) {
    const { shot, cast, enter } = studio
    const { page, canvasId, path } = await openBoard(studio, 'How people come in')
    const open = async (who: typeof page): Promise<void> => {
      await button(who, 'Share').click()
      await who.getByRole('dialog').waitFor()
    }
    await shot('alone', page, () => open(page))
    await shot('comment', page, () => page.getByText('Can comment', { exact: true }).click())
    await shot('copied', page, async () => {
      await button(page, 'Copy link').click()
      await page.locator('input[value*="#share="]').waitFor()
    })
    await linkTo(cast.ada, canvasId, 'view')
    await shot('links', page, async () => {
      await leaveAll(page)
      await open(page)
      await page.getByText('Links in use').click()
      await button(page, 'Withdraw').waitFor()
      await button(page, 'Withdraw').scrollIntoViewIfNeeded()
    })
    await shot('withdraw', page, () => button(page, 'Withdraw').click())
    await leaveAll(page)
    for (const who of [cast.ben, cast.cleo]) await whenReady(await enter(who, path))
    await shot('people', page, async () => {
      await open(page)
      await page.getByRole('dialog').getByText('Cleo').first().waitFor()
    })
    await leaveAll(page)
    const guest = await enter(null, await linkTo(cast.ada, canvasId, 'edit'))
    await shot('guest', guest, async () => {
      await whenReady(guest)
      await open(guest)
      await guest.getByText('only members').waitFor()
    })
    const viewer = await enter(null, await linkTo(cast.ada, canvasId, 'view'))
    await shot('viewer', viewer, async () => {
      await viewer.getByText('View only').first().waitFor()
      await open(viewer)
    })
  },
}
