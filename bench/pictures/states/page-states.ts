import { flowBoard, openBoard } from '../picture-boards.ts'
import { leaveAll, type StateGroup } from '../picture-studio.ts'

/** The pages around the canvas, in their plainest states. */
export const group: StateGroup = {
  name: 'page',
  async play(studio) {
    const { shot, cast, enter, url } = studio
    const { page } = await openBoard(studio, 'How people come in', flowBoard)
    await shot('timeline', page, async () => {
      await page.getByRole('button', { name: 'History' }).click()
      await page.getByRole('slider', { name: 'Version' }).waitFor()
    })
    await leaveAll(page)
    const home = `/w/${cast.ada.login.workspaceId}`
    const pages = {
      home: '/home',
      workspace: home,
      members: `${home}/members`,
      trash: `${home}/trash`,
      account: '/account',
      profile: `/people/${cast.ben.login.user.id}`,
    }
    for (const [state, path] of Object.entries(pages))
      await shot(state, page, async () => {
        await page.goto(`${url}${path}`)
        await page.getByRole('heading', { level: 1 }).waitFor()
        await page.waitForLoadState('networkidle')
      })
    const guest = await enter(null, '/sign-in')
    await shot('sign-in', guest, () => guest.getByLabel('E-mail').waitFor())
    await shot('register', guest, async () => {
      await guest.goto(`${url}/register`)
      await guest.getByLabel('E-mail').waitFor()
    })
  },
}
