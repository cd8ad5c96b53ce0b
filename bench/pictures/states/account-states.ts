import { newActor } from '../picture-cast.ts'
import { button, goTo, scrollToEnd } from '../picture-pages.ts'
import { leaveAll, type StateGroup } from '../picture-studio.ts'
import { fillYear } from '../picture-year.ts'

/** Profile and devices. */
export const group: StateGroup = {
  name: 'account',
  async play(studio) {
    const { shot, enter, url } = studio
    const ann = await newActor(url, 'Ann Becker')
    for (let device = 0; device < 3; device++) await ann.browserState()
    const page = await enter(ann, '/account')
    const name = page.getByLabel('Name', { exact: true })
    await shot('new', page, () => goTo(studio, page, '/account'))
    await fillYear(page)
    await shot('full', page, () => goTo(studio, page, '/account'))
    await shot('middle', page, () => page.getByText('How it looks').scrollIntoViewIfNeeded())
    await shot('devices', page, () => scrollToEnd(page))
    await shot('others-out', page, () => button(page, 'Sign out all others').click())
    await leaveAll(page)
    await shot('password-empty', page, () => button(page, 'Change password').click())
    await shot('password-wrong', page, async () => {
      await page.getByLabel('Password now').fill('not it at all')
      await page.getByLabel('New password').fill('long enough words here')
      await button(page, 'Change password').click()
      await page.getByText('This is not your password now.').waitFor()
    })
    await shot('no-name', page, async () => {
      await name.fill('   ')
      await button(page, 'Save').click()
    })
    await shot('saved', page, async () => {
      await name.fill('Ann Maria Becker')
      await page.getByRole('radio', { name: 'Colour 3' }).check({ force: true })
      await button(page, 'Save').click()
      await page.getByText('Saved. Others see it').waitFor()
    })
    await shot('menu', page, () => button(page, /^Account/).click())
  },
}
