import type { CreatedShare } from '@flowstate/protocol'
import { describe, expect, test } from 'vitest'
import { callApi, type SharedCanvas } from '../faults/public-api.ts'
import { useBrowserRig } from './browser-rig.ts'
import { drag, drawRectangle } from './draw-on-page.ts'
import { fingersOf, phone, tapTool } from './fingers-on-page.ts'
import { type Person, saveState, whenSaved } from './person.ts'

const rig = useBrowserRig()

async function share(canvas: SharedCanvas, scope: 'view' | 'edit'): Promise<CreatedShare> {
  const path = `/canvases/${canvas.canvasId}/shares`
  return callApi(rig.server().url, 'POST', path, { token: canvas.owner.token, body: { scope } })
}

/** Follows a link in a tab that shows its canvas, or that there is none: only the fragment of the address changes. */
async function followHere(person: Person, address: string): Promise<void> {
  await person.page.goto(address)
  await person.page.waitForURL(({ hash }) => hash === '')
  await whenSaved(person)
}

describe('sharing', () => {
  test('the first minute: a fresh canvas, a drawing, a link from the dialog, and a colleague draws too, on a phone', async () => {
    const { url } = rig.server()
    const ada = await rig.open(url)
    await whenSaved(ada)
    await drawRectangle(ada.page, { x: 400, y: 300 })
    await whenSaved(ada)
    expect(new URL(ada.page.url()).pathname).toMatch(/^\/c\/[0-9a-f-]{36}$/)
    await ada.page.getByRole('button', { name: 'Share' }).click()
    await ada.page.getByRole('button', { name: 'Copy link' }).click()
    const link = ada.page.locator('input[value*="#share="]')
    await link.waitFor()
    const address = await link.inputValue()
    await ada.page.keyboard.press('Escape')
    await followHere(ada, address)

    const ben = await rig.open(address, phone)
    await whenSaved(ben)
    expect(ben.page.url()).not.toContain('#share=')
    await ada.page
      .getByRole('list', { name: 'People here' })
      .getByRole('listitem')
      .nth(1)
      .waitFor({ state: 'attached' })
    await tapTool(ben.page, 'Rectangle')
    await (await fingersOf(ben)).glide({ from: { x: 100, y: 500 }, to: { x: 200, y: 560 } })
    await whenSaved(ben)
    await ada.page.getByRole('button', { name: 'History' }).click()
    await ada.page.getByText('Version 2 of 2').waitFor()
  })

  test('AC5 a canvas that is called something else is so for who has it open, and for who was away meanwhile', async () => {
    const canvas = await rig.makeCanvas()
    const [ada, ben] = await Promise.all([rig.join(canvas), rig.join(canvas)])
    const called = ({ page }: Person, name: string) => page.getByRole('button', { name, exact: true })
    const rename = async (from: string, to: string): Promise<void> => {
      await called(ada, from).click()
      await ada.page.getByRole('textbox', { name: 'Canvas name' }).fill(to)
      await ada.page.keyboard.press('Enter')
    }
    const before = await ben.page.title()
    await rename(before.replace(' · FlowState', ''), 'Plans')
    await called(ben, 'Plans').waitFor()
    expect(await ben.page.title()).toBe('Plans · FlowState')

    rig.expectOutages()
    await ben.context.setOffline(true)
    await saveState(ben.page).filter({ hasText: 'Offline' }).waitFor({ state: 'attached' })
    await rename('Plans', 'Better plans')
    await called(ada, 'Better plans').waitFor()
    await ben.context.setOffline(false)
    await whenSaved(ben)
    await called(ben, 'Better plans').waitFor()
  })

  test('AC2 with a view link one looks, and is told why one cannot draw', async () => {
    const canvas = await rig.makeCanvas()
    const server = rig.onServer(canvas)
    const editor = await rig.join(canvas)
    await drawRectangle(editor.page, { x: 300, y: 250 })
    await server.shapes(1)
    const { token } = await share(canvas, 'view')
    const viewer = await rig.open(`${rig.server().url}/c/${canvas.canvasId}#share=${token}`)
    await viewer.page.getByText('View only').waitFor()
    await viewer.page.keyboard.press('r')
    await drag(viewer.page, { x: 500, y: 300 }, { x: 640, y: 380 })
    await viewer.page.keyboard.press('Control+a')
    await viewer.page.keyboard.press('Delete')
    await drawRectangle(editor.page, { x: 480, y: 250 })
    await server.shapes(2)
    expect((await server.state()).version).toBe(2)

    const edit = await share(canvas, 'edit')
    await followHere(viewer, `${rig.server().url}/c/${canvas.canvasId}#share=${edit.token}`)
    await drawRectangle(viewer.page, { x: 660, y: 250 })
    await server.shapes(3)
  })

  test('AC3 on a phone a link made for a day is listed and withdrawn, and ends the session that came by it', async () => {
    const ada = await rig.open(rig.server().url, phone)
    await whenSaved(ada)
    const { page } = ada
    await page.getByRole('button', { name: 'Share' }).tap()
    await page.getByRole('radio', { name: 'Can view' }).tap()
    await page.getByRole('combobox', { name: 'The link works' }).selectOption('day')
    await page.getByRole('button', { name: 'Copy link' }).tap()
    const address = await page.locator('input[value*="#share="]').inputValue()
    const ben = await rig.open(address)
    await ben.page.getByText('View only').waitFor()

    rig.expectOutages()
    // who comes in moves what is below the list of people
    await page.getByRole('listitem').filter({ hasText: 'Viewer' }).waitFor()
    await page.getByText('Links in use').tap()
    const row = page.getByRole('listitem').filter({ hasText: 'works until' })
    await row.getByRole('button', { name: 'Withdraw' }).tap()
    await page.getByRole('dialog').last().getByRole('button', { name: 'Withdraw' }).tap()
    await page.getByText('No link works at the moment.').waitFor()
    await ben.page.getByRole('heading', { name: 'This canvas is no longer open to you' }).waitFor()
  })

  test('who came by a link is told that only members make links', async () => {
    const guest = await rig.join(await rig.makeCanvas())
    await guest.page.getByRole('button', { name: 'Share' }).click()
    const dialog = guest.page.getByRole('dialog')
    await dialog.getByText('only members').waitFor()
    expect(await dialog.getByRole('button', { name: 'Copy link' }).count()).toBe(0)
    await dialog.getByLabel('Your name').waitFor()
  })

  test('AC3 a link withdrawn while somebody draws through it ends their session and says so', async () => {
    rig.expectOutages()
    const canvas = await rig.makeCanvas()
    const { id, token } = await share(canvas, 'edit')
    const guest = await rig.open(`${rig.server().url}/c/${canvas.canvasId}#share=${token}`)
    await whenSaved(guest)
    const path = `/canvases/${canvas.canvasId}/shares/${id}`
    await fetch(`${rig.server().url}/api/v1${path}`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${canvas.owner.token}` },
    })
    await guest.page.getByRole('status').filter({ hasText: 'Connection closed' }).waitFor()
    const notice = guest.page.getByRole('alert')
    await notice.getByRole('heading', { name: 'This canvas is no longer open to you' }).waitFor()
    // who may not draw is not offered to
    await guest.page.getByRole('button', { name: 'Rectangle' }).waitFor({ state: 'detached' })
    await guest.page.getByRole('button', { name: 'Comment', exact: true }).waitFor({ state: 'detached' })
    await guest.page.keyboard.press('c')
    await guest.page.mouse.click(300, 600)
    await guest.page.getByRole('status').filter({ hasText: 'Comments need the connection' }).waitFor()
    expect(await guest.page.getByRole('dialog').count()).toBe(0)
  })

  test('AC1 an address that is not mine and one that does not exist look the same', async () => {
    rig.expectOutages()
    const canvas = await rig.makeCanvas()
    const texts: string[] = []
    const strangers: Person[] = []
    for (const id of [canvas.canvasId, '01a20000-0000-7000-8000-000000000000']) {
      const stranger = await rig.open(`${rig.server().url}/c/${id}`)
      strangers.push(stranger)
      await stranger.page.getByRole('heading').first().waitFor()
      texts.push(await stranger.page.locator('body').innerText())
    }
    expect(texts[0]).toBe(texts[1])

    // the link that was asked for is opened where the page says so
    const [first] = strangers
    if (first === undefined) throw new Error('nobody came')
    await followHere(first, `${rig.server().url}/c/${canvas.canvasId}#share=${canvas.shareToken}`)
  })
})
