import { newActor } from '../picture-cast.ts'
import { furnish } from '../picture-home.ts'
import { button, goTo } from '../picture-pages.ts'
import { leaveAll, type StateGroup } from '../picture-studio.ts'

/** Who is in a workspace, and adding people. */
export const group: StateGroup = {
  name: 'member',
  async play(studio) {
    const { shot, enter, url } = studio
    const ann = await newActor(url, 'Ann Becker')
    const { team, ben } = await furnish(studio, ann)
    const page = await enter(ann, '/home')
    const add = async (email: string, answer: string): Promise<void> => {
      await page.getByLabel('E-mail').fill(email)
      await button(page, 'Add').click()
      await page.getByText(answer).first().waitFor()
    }
    await shot('list', page, () => goTo(studio, page, `/w/${team}/members`))
    await shot('bad-mail', page, () => add('nothing', 'This does not look like'))
    await shot('unknown', page, () => add('nobody@example.org', 'Nobody has an account with this e-mail'))
    await shot('already', page, () => add(ben.email, 'This person is a member already'))
    await shot('remove', page, () => button(page, /^Remove Benedikt/).click())
    await leaveAll(page)
    await shot('reset-link', page, () => button(page, /^Link for a new password for/).click())
    await shot('reset-link-made', page, async () => {
      await button(page, 'Make the link').click()
      await page.getByLabel('Link for a new password', { exact: true }).waitFor()
    })
    await leaveAll(page)
    await shot('alone', page, () => goTo(studio, page, `/w/${ann.login.workspaceId}/members`))
  },
}
