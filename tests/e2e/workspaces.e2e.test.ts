import { describe, expect, test } from 'vitest'
import { useBrowserRig } from './browser-rig.ts'
import { canvasLink, chooseFor, comeBack, registerAtHome } from './people-at-home.ts'

const rig = useBrowserRig({ server: { env: { RESET_LINKS: 'on' } } })

describe('workspaces', () => {
  test('one is made, renamed and deleted, and the dialog says what goes with it', async () => {
    const ann = await registerAtHome(rig, 'Ann')
    await ann.go('/home')
    await ann.page.getByRole('button', { name: 'New workspace' }).first().click()
    // The dialog takes the keys as soon as it is there.
    await ann.page.locator('input:focus').waitFor()
    await ann.page.keyboard.type('Garden')
    await ann.page.keyboard.press('Enter')
    await ann.page.getByRole('heading', { name: 'Garden', exact: true }).waitFor()
    await ann.page.getByRole('button', { name: 'Workspace actions' }).click()
    await ann.page.getByRole('menuitem', { name: 'Rename workspace' }).click()
    await ann.page.locator('input:focus').waitFor()
    await ann.page.keyboard.type('Gardens')
    await ann.page.keyboard.press('Enter')
    await ann.page.getByRole('heading', { name: 'Gardens', exact: true }).waitFor()
    await ann.page.getByRole('button', { name: 'Workspace actions' }).click()
    await ann.page.getByRole('menuitem', { name: 'Delete workspace' }).click()
    await ann.page.getByRole('heading', { name: 'Delete “Gardens”?' }).waitFor()
    await ann.page.getByRole('button', { name: 'Delete workspace' }).click()
    await ann.page.waitForURL('**/home')
    await ann.page.getByRole('link', { name: 'Gardens' }).waitFor({ state: 'detached' })
  })

  test('AC2 a role that changes while somebody looks changes what they are offered', async () => {
    const [ann, ben] = [await registerAtHome(rig, 'Ann'), await registerAtHome(rig, 'Ben')]
    const team = await ann.makeWorkspace('Team')
    await ann.makeCanvas(team, 'Plan')
    await ann.go(`/w/${team}/members`)
    await ann.page.getByLabel('E-mail').fill(ben.login.user.email ?? '')
    await ann.page.getByLabel('Role', { exact: true }).selectOption({ value: 'viewer' })
    await ann.page.getByRole('button', { name: 'Add', exact: true }).click()
    await ann.page.getByText('Ben was added').first().waitFor()

    await ben.go(`/w/${team}`)
    await ben.page.getByText('View only').waitFor()
    await ben.page.getByRole('button', { name: 'Actions for Plan' }).click()
    await ben.page.getByRole('menuitem', { name: 'Open' }).waitFor()
    expect(await ben.page.getByRole('menuitem').count()).toBe(1)
    await ben.page.keyboard.press('Escape')
    expect(await ben.page.getByRole('button', { name: 'New canvas' }).count()).toBe(0)

    await ann.page.getByLabel('Role of Ben').selectOption('Editor')
    await ann.page.getByText('Ben: Editor').first().waitFor()
    await comeBack(ben.page)
    await ben.page.getByRole('button', { name: 'New canvas' }).waitFor()
    await chooseFor(ben.page, 'Plan', 'Rename')
    await ben.page.keyboard.type('Our plan')
    await ben.page.keyboard.press('Enter')
    await canvasLink(ben.page, 'Our plan').waitFor()

    await ann.page.getByRole('button', { name: 'Remove Ben' }).click()
    await ann.page.getByRole('button', { name: 'Remove', exact: true }).click()
    await ann.page.getByText('Ben was removed').first().waitFor()
    await comeBack(ben.page)
    await ben.page.getByText('There is no workspace here').waitFor()
  })

  test('the last owner stays, and is told what to do first', async () => {
    rig.expectOutages()
    const [ann, ben] = [await registerAtHome(rig, 'Ann'), await registerAtHome(rig, 'Ben')]
    const team = await ann.makeWorkspace('Team', [[ben, 'admin']])
    await ann.go(`/w/${team}/members`)
    const leave = async (): Promise<void> => {
      await ann.page.getByRole('button', { name: 'Workspace actions' }).click()
      await ann.page.getByRole('menuitem', { name: 'Leave workspace' }).click()
      await ann.page.getByRole('button', { name: 'Leave workspace' }).click()
    }
    await leave()
    await ann.page.getByRole('alert').filter({ hasText: 'Make somebody else an owner first' }).waitFor()
    await ann.page.keyboard.press('Escape')
    await ann.page.getByLabel('Role of Ben').selectOption('Owner')
    await ann.page.getByText('Ben: Owner').first().waitFor()
    await leave()
    await ann.page.waitForURL('**/home')
    await ann.page.getByText('You left “Team”').first().waitFor()
    await ann.page.getByRole('link', { name: 'Team' }).waitFor({ state: 'detached' })
  })

  test('somebody without an account cannot be added, and the form says what to do', async () => {
    rig.expectOutages()
    const ann = await registerAtHome(rig, 'Ann')
    const team = await ann.makeWorkspace('Team')
    await ann.go(`/w/${team}/members`)
    await ann.page.getByLabel('E-mail').fill('nobody@example.org')
    await ann.page.getByRole('button', { name: 'Add', exact: true }).click()
    await ann.page.getByRole('alert').filter({ hasText: 'Ask them to create one' }).waitFor()
    await ann.page.getByLabel('E-mail').fill(ann.login.user.email ?? '')
    await ann.page.getByRole('button', { name: 'Add', exact: true }).click()
    await ann.page.getByRole('alert').filter({ hasText: 'a member already' }).waitFor()
  })

  test('an owner makes a link for a new password, shown once', async () => {
    const [ann, ben] = [await registerAtHome(rig, 'Ann'), await registerAtHome(rig, 'Ben')]
    const team = await ann.makeWorkspace('Team', [[ben, 'editor']])
    await ann.go(`/w/${team}/members`)
    await ann.page.getByRole('button', { name: 'Link for a new password for Ben' }).click()
    await ann.page.getByRole('button', { name: 'Make the link' }).click()
    const link = ann.page.getByLabel('Link for a new password', { exact: true })
    await link.waitFor()
    expect(await link.inputValue()).toContain(`${rig.server().url}/`)
  })
})
