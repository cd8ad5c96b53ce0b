import { randomUUID } from 'node:crypto'
import type { Canvas } from '@flowstate/protocol'
import { describe, expect, test } from 'vitest'
import { useBrowserRig } from './browser-rig.ts'
import { eventually } from './canvas-on-server.ts'
import { phone } from './fingers-on-page.ts'
import { canvasLink, card, chooseFor, comeBack, namesShown, registerAtHome } from './people-at-home.ts'
import { saveState, whenSaved } from './person.ts'

const rig = useBrowserRig()

describe('home', () => {
  test('two people, one on a phone: made, renamed, duplicated, in the trash and back, each seeing what the other does', async () => {
    const [ann, ben] = [await registerAtHome(rig, 'Ann'), await registerAtHome(rig, 'Ben', phone)]
    const team = await ann.makeWorkspace('Design team', [[ben, 'editor']])
    await ann.go(`/w/${team}`)
    await ben.go('/home')
    await ann.page.getByRole('button', { name: 'New canvas' }).click()
    await whenSaved(ann)
    await ann.page.goBack()

    await chooseFor(ann.page, 'Untitled', 'Rename')
    await ann.page.keyboard.type('Roadmap')
    await ann.page.keyboard.press('Enter')
    await canvasLink(ann.page, 'Roadmap').waitFor()
    await comeBack(ben.page)
    await card(ben.page, 'Roadmap').getByText('Design team').waitFor()

    await chooseFor(ben.page, 'Roadmap', 'Duplicate')
    await canvasLink(ben.page, 'Roadmap (copy)').waitFor()
    await comeBack(ann.page)
    await canvasLink(ann.page, 'Roadmap (copy)').waitFor()

    await chooseFor(ann.page, 'Roadmap', 'Move to trash')
    await ann.page.getByText('“Roadmap” is in the trash').first().waitFor()
    await canvasLink(ann.page, 'Roadmap').waitFor({ state: 'detached' })
    await comeBack(ben.page)
    await canvasLink(ben.page, 'Roadmap').waitFor({ state: 'detached' })
    await ann.page.getByRole('button', { name: 'Undo' }).click()
    await canvasLink(ann.page, 'Roadmap').waitFor()

    await chooseFor(ann.page, 'Roadmap (copy)', 'Move to trash')
    await ann.page.getByRole('link', { name: 'Trash' }).click()
    await ann.page.getByRole('button', { name: 'Delete for ever' }).click()
    await ann.page.getByRole('heading', { name: 'Delete “Roadmap (copy)” for ever?' }).waitFor()
    await ann.page.getByRole('button', { name: 'Delete for ever' }).click()
    await ann.page.getByText('The trash is empty').waitFor()
    const { items } = await ben.call<{ items: Canvas[] }>('GET', '/me/canvases')
    expect(items.map(({ name }) => name)).toEqual(['Roadmap'])
  })

  test('a canvas that is moved away leaves the people it had, also those who have it open', async () => {
    const [ann, ben] = [await registerAtHome(rig, 'Ann'), await registerAtHome(rig, 'Ben')]
    const team = await ann.makeWorkspace('Team', [[ben, 'editor']])
    await ann.makeWorkspace('Vault')
    const canvas = await ann.makeCanvas(team, 'Figures')
    await ben.go(`/c/${canvas}`)
    await whenSaved(ben)
    await ann.go(`/w/${team}`)
    await chooseFor(ann.page, 'Figures', 'Move to workspace')
    await ann.page.getByLabel('New workspace').selectOption('Vault')
    await ann.page.getByRole('button', { name: 'Move', exact: true }).click()
    await ann.page.getByText('“Figures” is in Vault now').first().waitFor()
    rig.expectOutages()
    await ben.page.getByRole('status').filter({ hasText: 'Connection closed' }).waitFor()
    await ben.go('/home')
    await ben.page.getByText('Nothing drawn yet').waitFor()
    await ann.page.getByRole('link', { name: 'Vault' }).click()
    await canvasLink(ann.page, 'Figures').waitFor()
  })

  test('the search finds by name over all workspaces and links, at once, and says when there is nothing', async () => {
    const [ann, ben] = [await registerAtHome(rig, 'Ann'), await registerAtHome(rig, 'Ben')]
    const team = await ann.makeWorkspace('Team', [[ben, 'viewer']])
    await ann.makeCanvas(team, 'Garden plan')
    const linked = await ann.makeCanvas(ann.login.workspaceId, 'Plan B')
    await ben.makeCanvas(ben.login.workspaceId, 'Café menu')
    const { token } = await ann.call<{ token: string }>('POST', `/canvases/${linked}/shares`, {
      scope: 'view',
    })
    await ben.call('POST', '/shares/exchange', { token })
    await ben.go('/home')
    await canvasLink(ben.page, 'Plan B').waitFor()
    await ben.page.keyboard.press('/')
    await ben.page.keyboard.type('plan')
    await ben.page.getByRole('heading', { name: '2 canvases found' }).waitFor()
    expect(await namesShown(ben.page)).toEqual(['Plan B', 'Garden plan'])
    await ben.page.keyboard.press('Control+a')
    await ben.page.keyboard.type('cafe')
    await ben.page.getByRole('heading', { name: '1 canvas found' }).waitFor()
    await ben.page.keyboard.type('xyz')
    await ben.page.getByText('No canvas has “cafexyz” in its name').waitFor()
    await ben.page.keyboard.press('Escape')
    await ben.page.getByRole('heading', { name: 'Recent canvases' }).waitFor()
  })

  test('by keyboard alone: arrows, rename, menu, trash, and opening', async () => {
    const ann = await registerAtHome(rig, 'Ann')
    for (const name of ['One', 'Two', 'Three', 'Four', 'Five', 'Six'])
      await ann.makeCanvas(ann.login.workspaceId, name)
    await ann.go('/home')
    const { page } = ann
    const focused = (name: string) =>
      eventually(`the focus on ${name}`, async () =>
        canvasLink(page, name).evaluate((link) => link === document.activeElement),
      )
    await canvasLink(page, 'Six').waitFor()
    await page.keyboard.press('/')
    await page.keyboard.press('ArrowDown')
    await focused('Six')
    await page.keyboard.press('ArrowRight')
    await focused('Five')
    await page.keyboard.press('End')
    await focused('One')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Home')
    await focused('Six')
    await page.keyboard.press('F2')
    await page.keyboard.type('Sixth')
    await page.keyboard.press('Enter')
    await focused('Sixth')
    await page.keyboard.press('F2')
    await page.keyboard.type('Never')
    await page.keyboard.press('Escape')
    await focused('Sixth')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Delete')
    await canvasLink(page, 'Five').waitFor({ state: 'detached' })
    await focused('Four')
    await page.keyboard.press('ContextMenu')
    await page.locator('[role=menu]:focus').waitFor()
    await page.keyboard.press('d')
    await page.locator('[role=menuitem]:focus', { hasText: 'Duplicate' }).waitFor()
    await page.keyboard.press('Enter')
    await canvasLink(page, 'Four (copy)').waitFor()
    await focused('Four (copy)')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/c/*')
    await whenSaved(ann)
  })

  test('a copy that the list has before the answer comes is there once', async () => {
    const ann = await registerAtHome(rig, 'Ann')
    await ann.makeCanvas(ann.login.workspaceId, 'Plan')
    await ann.go('/home')
    const { page } = ann
    await page.route('**/duplicate', async (route) => {
      const response = await route.fetch()
      await comeBack(page)
      await canvasLink(page, 'Plan (copy)').waitFor()
      // What is read after it would set it right, and stays away.
      await page.route('**/me/canvases?*', () => undefined)
      await route.fulfill({ response })
    })
    await chooseFor(page, 'Plan', 'Duplicate')
    await page.getByText('was duplicated').first().waitFor()
    expect(await namesShown(page)).toEqual(['Plan (copy)', 'Plan'])
  })

  test('the trash by keyboard: arrows lead from row to row, and on from one that has gone', async () => {
    const ann = await registerAtHome(rig, 'Ann')
    for (const name of ['One', 'Two', 'Three']) {
      const id = await ann.makeCanvas(ann.login.workspaceId, name)
      await fetch(`${rig.server().url}/api/v1/canvases/${id}`, {
        method: 'DELETE',
        headers: { authorization: `Bearer ${ann.login.accessToken}` },
      })
    }
    await ann.go(`/w/${ann.login.workspaceId}/trash`)
    const { page } = ann
    const rows = page.getByRole('list', { name: 'Trash' }).getByRole('listitem')
    const focused = (name: string) =>
      rows.filter({ hasText: name }).locator(':focus', { hasText: 'Recover' }).waitFor()
    await rows.first().getByRole('button', { name: 'Recover' }).focus()
    await page.keyboard.press('End')
    await focused('One')
    await page.keyboard.press('ArrowUp')
    await focused('Two')
    await page.keyboard.press('Enter')
    await rows.filter({ hasText: 'Two' }).waitFor({ state: 'detached' })
    await focused('One')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Home')
    await rows
      .filter({ hasText: 'Three' })
      .locator(':focus')
      .and(page.getByRole('button', { name: 'Delete for ever' }))
      .waitFor()
  })

  test('more canvases than a page of the list are all there, and found', async () => {
    const ann = await registerAtHome(rig, 'Ann')
    const names = Array.from({ length: 205 }, (_, index) => `Sheet ${index + 1}`)
    for (let start = 0; start < names.length; start += 15)
      await Promise.all(
        names.slice(start, start + 15).map((name) => ann.makeCanvas(ann.login.workspaceId, name)),
      )
    await ann.go(`/w/${ann.login.workspaceId}`)
    await canvasLink(ann.page, 'Sheet 205').waitFor()
    expect(await namesShown(ann.page)).toHaveLength(205)
    await ann.page.getByLabel('Sort by').selectOption('Name')
    await eventually('the sheets are sorted as people count', async () => {
      const shown = await namesShown(ann.page)
      return shown[1] === 'Sheet 2' && shown[204] === 'Sheet 205'
    })
    await ann.page.getByLabel('Search canvases').fill('sheet 1')
    await ann.page.getByRole('heading', { name: '120 canvases found' }).waitFor()
  })

  test('the words of a thumbnail are in the letters they have on the canvas', async () => {
    const { page, login, call, makeCanvas, go } = await registerAtHome(rig, 'Ann')
    const canvas = await makeCanvas(login.workspaceId, 'Signs')
    const shape = {
      id: 'sign000000',
      kind: 'text',
      position: [0, 0],
      text: 'mmmmmiiiii',
      font: 'hand',
      fontSize: 120,
    }
    const changes = [{ kind: 'create', shape }]
    await call('POST', `/canvases/${canvas}/operations`, { id: randomUUID(), changes })
    await go('/home')
    await eventually('the thumbnail is as wide for its height as the words on a canvas', async () => {
      const [shown = 0, known = 1] = await card(page, 'Signs')
        .locator('img')
        .evaluate(async (img: HTMLImageElement) => {
          await Promise.all([img.decode(), document.fonts.load('60px Kalam')])
          /** Width of the dark pixels by their height. */
          const proportions = (paint: (context: CanvasRenderingContext2D) => void): number => {
            const context = document.createElement('canvas').getContext('2d')
            if (context === null) return 0
            Object.assign(context.canvas, { width: 480, height: 300 })
            paint(context)
            const { data } = context.getImageData(0, 0, 480, 300)
            const dark = Array.from({ length: 480 * 300 }, (_, at) => at).filter(
              (at) => (data[at * 4] ?? 0) < 128 && (data[at * 4 + 3] ?? 0) > 128,
            )
            const range = (values: readonly number[]): number =>
              values.reduce((a, b) => Math.max(a, b), 0) - values.reduce((a, b) => Math.min(a, b), 480)
            return range(dark.map((at) => at % 480)) / range(dark.map((at) => Math.floor(at / 480)))
          }
          return [
            proportions((context) => context.drawImage(img, 0, 0, 480, 300)),
            proportions((context) => {
              context.font = '60px Kalam'
              context.fillText('mmmmmiiiii', 10, 150)
            }),
          ]
        })
      return Math.abs(shown / known - 1) < 0.05
    })
  })

  test('a name changed on another device is followed when the menu is opened, and on coming back to the page', async () => {
    const { page, call, login, makeCanvas, go } = await registerAtHome(rig, 'Ann')
    const me = page.getByRole('button', { name: 'Account', exact: true })
    await me.getByText('A', { exact: true }).waitFor()
    await call('PATCH', '/auth/me', { displayName: 'Cleo' })
    await me.click()
    await me.getByText('C', { exact: true }).waitFor()
    await call('PATCH', '/auth/me', { displayName: 'Dora' })
    await eventually('the page has heard of it', async () => {
      await comeBack(page)
      return me.getByText('D', { exact: true }).isVisible()
    })
    await go(`/c/${await makeCanvas(login.workspaceId, 'Signs')}`)
    await saveState(page).filter({ hasText: 'Saved' }).waitFor({ state: 'attached' })
    await call('PATCH', '/auth/me', { displayName: 'Emil' })
    await page.getByRole('button', { name: 'Menu', exact: true }).click()
    await page.getByText('Emil', { exact: true }).waitFor()
  })

  test('an address that cannot be a canvas is not another page', async () => {
    const { page, go, login, makeCanvas } = await registerAtHome(rig, 'Ann')
    const canvas = await makeCanvas(login.workspaceId, 'Signs')
    await go(`/c/${canvas}`)
    await saveState(page).filter({ hasText: 'Saved' }).waitFor({ state: 'attached' })
    await go(`/c/${canvas}-and-more`)
    await page.getByRole('heading', { name: 'There is no page here' }).waitFor()
    await page.getByRole('link', { name: 'To all canvases' }).click()
    await canvasLink(page, 'Signs').click()
    await saveState(page).filter({ hasText: 'Saved' }).waitFor({ state: 'attached' })
  })

  test('guests have the same home, and are told what an account gives them', async () => {
    const guest = await rig.open(`${rig.server().url}/home`)
    await guest.page.getByText('You are here as a guest').waitFor()
    await guest.page.getByRole('button', { name: 'New canvas' }).click()
    await whenSaved(guest)
    await guest.page.goBack()
    await canvasLink(guest.page, 'Untitled').waitFor()
    const invitation = guest.page.getByRole('link', { name: 'Create an account' })
    expect(await invitation.getAttribute('href')).toBe('/register')
  })
})
