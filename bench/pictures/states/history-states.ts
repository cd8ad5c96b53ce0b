import { linkTo } from '../picture-boards.ts'
import { newActor } from '../picture-cast.ts'
import { furnish } from '../picture-home.ts'
import { away, button } from '../picture-pages.ts'
import { type StateGroup, whenReady } from '../picture-studio.ts'

/** The past of a canvas. */
export const group: StateGroup = {
  name: 'history',
  async play(studio) {
    const { shot, enter, url } = studio
    const ann = await newActor(url, 'Ann Becker')
    const { entry } = await furnish(studio, ann)
    const page = await enter(ann, `/c/${entry}`)
    const slider = page.getByRole('slider', { name: 'Version' })
    const open = async (canvasId: string): Promise<void> => {
      await page.goto(`${url}/c/${canvasId}`)
      await whenReady(page)
      await button(page, 'History').click()
    }
    await shot('open', page, async () => {
      await open(entry)
      await slider.waitFor()
      await page.waitForLoadState('networkidle')
    })
    await shot('middle', page, async () => {
      for (let times = 0; times < 7; times++) await slider.press('ArrowLeft')
      await page.waitForLoadState('networkidle')
    })
    await shot('playing', page, () => button(page, 'Play').click())
    await shot('naming', page, async () => {
      const pause = button(page, 'Pause')
      if (await pause.isVisible()) await pause.click()
      await slider.press('Home')
      await button(page, 'Name this version').click()
    })
    await page.keyboard.press('Escape')
    await shot('restore', page, () => button(page, 'Restore this version').click())
    await page.keyboard.press('Escape')
    const blank = await ann.makeCanvas('Blank one')
    await shot('empty', page, async () => {
      await open(blank)
      await page.getByText('Nothing has happened on this canvas yet.').waitFor()
    })
    await page.route('**/history?*', away)
    await page.route('**/operations?*', away)
    await shot('failed', page, async () => {
      await open(entry)
      await page.getByText('The history could not be read.').waitFor()
    })
    const viewer = await enter(null, await linkTo(ann, entry, 'view'))
    await shot('viewer', viewer, async () => {
      await viewer.getByText('View only').first().waitFor()
      await button(viewer, 'History').click()
      await viewer.getByRole('slider').waitFor()
    })
  },
}
