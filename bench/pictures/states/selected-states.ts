import { openBoard, putPicture } from '../picture-boards.ts'
import { leaveAll, type StateGroup, whenReady } from '../picture-studio.ts'

const alone = [
  'form',
  'visit',
  'valid',
  'title',
  'owner',
  'straight',
  'labelled',
  'curved',
  'elbow',
  'line',
  'ink',
  'marker',
  'signup',
  'star',
  'link',
  'locked',
] as const

/** One shape of each kind chosen, several of them, and how they look beside their panel. */
export const group: StateGroup = {
  name: 'selected',
  async play(studio) {
    const { shot, cast, url } = studio
    const { page, canvasId, select } = await openBoard(studio, 'Selections')
    await putPicture(cast.ada, canvasId, url)
    const openStyle = async () => {
      const opener = page.getByRole('button', { name: 'Style', exact: true, pressed: false })
      if (await opener.isVisible()) await opener.click()
    }
    for (const name of [...alone, 'picture'])
      await shot(name, page, async () => {
        await select(name)
        await openStyle()
      })
    await shot('several', page, async () => {
      await select('form', 'owner', 'labelled', 'title')
      await openStyle()
    })
    await shot('boxes', page, async () => {
      await select('visit', 'form', 'mail')
      await openStyle()
    })
    await shot('group', page, async () => {
      await select('star', 'cloud')
      await page.keyboard.press('Control+g')
      await whenReady(page)
    })
    await shot('rotated', page, async () => {
      await select('form')
      await page.getByRole('application').focus()
      const field = page.getByRole('textbox', { name: /Angle|Rotation|Turn/ })
      await openStyle()
      await field.fill('20')
      await field.press('Enter')
    })
    await leaveAll(page)
    await shot('own-colour', page, async () => {
      await select('form')
      await openStyle()
      await page
        .getByRole('button', { name: /own colour|Own colour|More colours/ })
        .first()
        .click()
    })
    await leaveAll(page)
    await shot('folded', page, () => select('form'))
  },
}
