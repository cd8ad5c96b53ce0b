import { whenWorkerIsReady } from '../../../tests/e2e/stored-copies.ts'
import { newActor } from '../picture-cast.ts'
import { furnish } from '../picture-home.ts'
import { goTo } from '../picture-pages.ts'
import type { StateGroup } from '../picture-studio.ts'

/** The pages without a connection, from what this browser kept. */
export const group: StateGroup = {
  name: 'away',
  async play(studio) {
    const { shot, enter, url } = studio
    const ann = await newActor(url, 'Ann Becker')
    const { team, entry } = await furnish(studio, ann)
    const page = await enter(ann, '/home')
    await page.locator('[data-canvas-link]').first().waitFor()
    await whenWorkerIsReady(page)
    const heading = () => page.getByRole('heading', { level: 1 }).first().waitFor()
    await page.context().setOffline(true)
    await shot('home', page, async () => {
      await page.reload()
      await heading()
    })
    const paths = { workspace: `/w/${team}`, 'never-open': `/c/${entry}`, account: '/account', first: '/' }
    for (const [state, path] of Object.entries(paths))
      await shot(state, page, async () => {
        await page.goto(`${url}${path}`)
        await (path === '/' ? page.getByRole('application').waitFor() : heading())
      })
    await page.context().setOffline(false)
    await shot('back', page, () => goTo(studio, page, '/home'))
  },
}
