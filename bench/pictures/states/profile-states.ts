import { newActor } from '../picture-cast.ts'
import { furnish } from '../picture-home.ts'
import { away, goTo } from '../picture-pages.ts'
import type { StateGroup } from '../picture-studio.ts'
import { fillYear } from '../picture-year.ts'

/** How somebody is seen by others, day by day. */
export const group: StateGroup = {
  name: 'profile',
  async play(studio) {
    const { shot, enter, url } = studio
    const ann = await newActor(url, 'Ann Becker')
    const { ben, cleo } = await furnish(studio, ann)
    const page = await enter(ann, '/home')
    const go = ({ login }: typeof ben): Promise<void> => goTo(studio, page, `/people/${login.user.id}`)
    await shot('little', page, () => go(cleo))
    await fillYear(page)
    await shot('full', page, () => go(ben))
    await shot('day', page, () => page.locator('[data-today]').focus())
    await shot('me', page, () => go(ann))
    await page.route('**/activity?*', away)
    await shot('failed', page, async () => {
      await go(cleo)
      await page.getByText('The activity could not be read.').waitFor()
    })
  },
}
