import { newActor } from '../picture-cast.ts'
import { furnish } from '../picture-home.ts'
import { button, goTo } from '../picture-pages.ts'
import { leaveAll, type StateGroup } from '../picture-studio.ts'

/** A workspace, its members and its trash. */
export const group: StateGroup = {
  name: 'workspace',
  async play(studio) {
    const { shot, enter, url } = studio
    const ann = await newActor(url, 'Ann Becker')
    const { team, empty } = await furnish(studio, ann)
    const page = await enter(ann, '/home')
    const go = (path: string): Promise<void> => goTo(studio, page, path)
    const inDialog = page.getByRole('dialog')
    const choose = async (verb: string): Promise<void> => {
      await button(page, 'Workspace actions').click()
      await page.getByRole('menuitem', { name: verb }).click()
    }
    await shot('full', page, () => go(`/w/${team}`))
    await shot('menu', page, () => button(page, 'Workspace actions').click())
    await leaveAll(page)
    await shot('rename', page, () => choose('Rename workspace'))
    await shot('rename-empty', page, async () => {
      await inDialog.getByRole('textbox').fill('')
      await page.keyboard.press('Enter')
    })
    await leaveAll(page)
    await shot('leave', page, () => choose('Leave workspace'))
    await shot('leave-last', page, async () => {
      await inDialog.getByRole('button', { name: 'Leave workspace' }).click()
      await inDialog.getByText('A workspace needs an owner').waitFor()
    })
    await leaveAll(page)
    await shot('delete', page, () => choose('Delete workspace'))
    await leaveAll(page)
    await shot('empty', page, () => go(`/w/${empty}`))
    await shot('new', page, async () => {
      await go('/home')
      await button(page, 'New workspace').click()
    })
    await leaveAll(page)
    await shot('trash', page, () => go(`/w/${ann.login.workspaceId}/trash`))
    await shot('trash-delete', page, () => button(page, 'Delete for ever').click())
    await leaveAll(page)
    await shot('trash-recovered', page, async () => {
      await button(page, 'Recover').click()
      await page.getByText('is back').waitFor()
    })
    await shot('trash-empty', page, () => go(`/w/${empty}/trash`))
    const zoe = await newActor(url, 'Zoe')
    const body = { userId: zoe.login.user.id, role: 'viewer' }
    await ann.call('POST', `/workspaces/${team}/members`, body)
    const viewer = await enter(zoe, '/home')
    await shot('viewer', viewer, () => goTo(studio, viewer, `/w/${team}`))
    await shot('viewer-home', viewer, () => goTo(studio, viewer, '/home'))
    await shot('viewer-members', viewer, () => goTo(studio, viewer, `/w/${team}/members`))
  },
}
