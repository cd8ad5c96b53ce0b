import { newActor } from '../picture-cast.ts'
import { furnish } from '../picture-home.ts'
import { button, goTo, scrollToEnd } from '../picture-pages.ts'
import { leaveAll, type StateGroup } from '../picture-studio.ts'

/** Home, full and empty, and what is done there with canvases. */
export const group: StateGroup = {
  name: 'home',
  async play(studio) {
    const { shot, enter, url } = studio
    const ann = await newActor(url, 'Ann Becker')
    await furnish(studio, ann)
    const page = await enter(ann, '/home')
    const search = page.getByLabel('Search canvases')
    const openMenu = (): Promise<void> => button(page, /^Actions for/).click()
    const choose = async (verb: string): Promise<void> => {
      await openMenu()
      await page.getByRole('menuitem', { name: verb }).click()
    }
    await shot('full', page, () => goTo(studio, page, '/home'))
    await shot('end', page, () => scrollToEnd(page))
    await shot('by-name', page, async () => {
      await goTo(studio, page, '/home')
      await page.getByLabel('Sort by').selectOption({ label: 'Name' })
    })
    await shot('list', page, () => button(page, 'List').click())
    await shot('list-menu', page, openMenu)
    await leaveAll(page)
    await page.getByLabel('Sort by').selectOption({ label: 'Last edited' })
    await button(page, 'Grid').click()
    await shot('card-menu', page, openMenu)
    await leaveAll(page)
    await shot('move', page, () => choose('Move to workspace'))
    await leaveAll(page)
    await shot('rename', page, () => choose('Rename'))
    await leaveAll(page)
    await shot('found', page, () => search.fill('plan'))
    await shot('nothing-found', page, () => search.fill('zebra crossing'))
    await search.fill('')
    await shot('duplicated', page, async () => {
      await choose('Duplicate')
      await page.getByText('was duplicated').waitFor()
    })
    await shot('trashed', page, async () => {
      await choose('Move to trash')
      await page.getByText('is in the trash').waitFor()
    })
    const newcomer = await enter(await newActor(url, 'Zoe'), '/home')
    await shot('empty', newcomer, () => goTo(studio, newcomer, '/home'))
    await newcomer.route('**/api/v1/me/canvases*', () => undefined)
    await shot('loading', newcomer, async () => {
      await newcomer.goto(`${url}/home`)
      await newcomer.getByRole('heading', { level: 1 }).waitFor()
    })
  },
}
