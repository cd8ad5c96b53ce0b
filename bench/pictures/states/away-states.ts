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
    const says = (text: string) => page.getByText(text).first().waitFor()
    await page.context().setOffline(true)
    await shot('home', page, async () => {
      await page.reload()
      await says('The server cannot be reached.')
    })
    const pages = {
      workspace: [`/w/${team}`, 'The server cannot be reached.'],
      'never-open': [`/c/${entry}`, 'No connection'],
      account: ['/account', 'The server cannot be reached.'],
      first: ['/', 'This canvas could not be made yet'],
    } as const
    for (const [state, [path, text]] of Object.entries(pages))
      await shot(state, page, async () => {
        await page.goto(`${url}${path}`)
        await says(text)
      })
    await page.context().setOffline(false)
    await shot('back', page, () => goTo(studio, page, '/home'))
  },
}
