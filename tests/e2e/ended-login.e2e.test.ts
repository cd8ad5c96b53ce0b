import type { LoginAnswer, LoginSession, OperationsPage } from '@flowstate/protocol'
import { describe, expect, test } from 'vitest'
import { callApi } from '../faults/public-api.ts'
import { useBrowserRig } from './browser-rig.ts'
import { eventually } from './canvas-on-server.ts'
import { drawRectangle } from './draw-on-page.ts'
import { openPage, saveState } from './person.ts'
import { type Account, accountOf, canvasReady, chooseInMenu, register, signIn } from './sign-in-on-page.ts'

const rig = useBrowserRig()

/** The same account on another device, which speaks REST. */
async function otherDevice({ email, password }: Account) {
  const { url } = rig.server()
  const { accessToken: token, workspaceId } = await callApi<LoginAnswer>(url, 'POST', '/auth/login', {
    body: { email, password },
  })
  return {
    sessions: async () => {
      const page = await callApi<{ readonly items: readonly LoginSession[] }>(url, 'GET', '/auth/sessions', {
        token,
      })
      return page.items
    },
    version: async (canvasId: string) =>
      (await callApi<{ readonly version: number }>(url, 'GET', `/canvases/${canvasId}`, { token })).version,
    authors: async (canvasId: string) => {
      const path = `/canvases/${canvasId}/operations?since=0`
      return (await callApi<OperationsPage>(url, 'GET', path, { token })).items.map(({ userId }) => userId)
    },
    addMember: (userId: string) =>
      callApi(url, 'POST', `/workspaces/${workspaceId}/members`, { token, body: { userId, role: 'editor' } }),
    async endOthers(): Promise<void> {
      const headers = { authorization: `Bearer ${token}` }
      const response = await fetch(`${url}/api/v1/auth/sessions`, { method: 'DELETE', headers })
      expect(response.status).toBe(204)
    },
  }
}

/** An account at its own canvas with one rectangle on it. */
async function draw(account: Account) {
  const { url } = rig.server()
  const person = await rig.open(`${url}/register?next=/`)
  await register(person.page, account)
  await canvasReady(person.page)
  await drawRectangle(person.page, { x: 320, y: 250 })
  await canvasReady(person.page)
  return { ...person, canvasId: new URL(person.page.url()).pathname.slice('/c/'.length) }
}

describe('a login that ends while somebody draws', () => {
  test('CL3 AC3 ended on another device: drawing goes on, says so, and is sent once the same person is back', async () => {
    rig.expectOutages()
    const ada = accountOf('Ada')
    const { page, canvasId } = await draw(ada)
    const other = await otherDevice(ada)
    await other.endOthers()
    await saveState(page).filter({ hasText: 'Signed out' }).waitFor()
    await drawRectangle(page, { x: 500, y: 250 })
    await drawRectangle(page, { x: 680, y: 250 })
    await saveState(page).filter({ hasText: 'Signed out, 2 changes kept here' }).waitFor()
    expect(await other.version(canvasId)).toBe(1)

    await page.getByRole('button', { name: 'Sign in again' }).click()
    const dialog = page.getByRole('dialog')
    expect(await dialog.getByLabel('E-mail').inputValue()).toBe(ada.email)
    await dialog.getByLabel('Password', { exact: true }).fill('not the one')
    await dialog.getByRole('button', { name: 'Sign in', exact: true }).click()
    await dialog.getByText('E-mail or password is wrong').waitFor()
    await dialog.getByLabel('Password', { exact: true }).fill(ada.password)
    await dialog.getByRole('button', { name: 'Sign in', exact: true }).click()
    await canvasReady(page)
    expect(await other.version(canvasId)).toBe(3)
    await drawRectangle(page, { x: 500, y: 450 })
    await canvasReady(page)
    expect(await other.version(canvasId)).toBe(4)
  })

  test('CL3 the page was left meanwhile: who opens it again is asked to sign in, and what waited is sent', async () => {
    rig.expectOutages()
    const ben = accountOf('Ben')
    const { page, context, canvasId } = await draw(ben)
    const other = await otherDevice(ben)
    await other.endOthers()
    await saveState(page).filter({ hasText: 'Signed out' }).waitFor()
    await drawRectangle(page, { x: 500, y: 250 })
    await saveState(page).filter({ hasText: 'Signed out, 1 change kept here' }).waitFor()
    await page.close()
    const next = await openPage(context, `${rig.server().url}/c/${canvasId}`)
    await next.getByText('You were signed out here').waitFor()
    expect(await next.getByLabel('E-mail').inputValue()).toBe(ben.email)
    await signIn(next, ben)
    await canvasReady(next)
    await eventually('what waited is sent', async () => (await other.version(canvasId)) === 2)
  })

  test('nobody sends in the name of another: a tab whose browser was taken over by somebody else keeps its work', async () => {
    rig.expectOutages()
    const { url } = rig.server()
    const credentialsOf = ({ email, password }: Account) => ({ email, password })
    const [cleo, dora] = [accountOf('Cleo'), accountOf('Dora')]
    const { page, canvasId } = await draw(cleo)
    const other = await otherDevice(cleo)
    const body = { email: dora.email, password: dora.password, displayName: dora.name }
    const { user } = await callApi<LoginAnswer>(url, 'POST', '/auth/register', { body })
    await other.addMember(user.id)
    // Another tab signs her in; this one still has the login of the person who draws, which then ends.
    await page.evaluate(async (credentials) => {
      const headers = { 'content-type': 'application/json', 'x-flowstate-web': '1' }
      await fetch('/api/v1/auth/login', { method: 'POST', headers, body: JSON.stringify(credentials) })
    }, credentialsOf(dora))
    await other.endOthers()
    await saveState(page).filter({ hasText: 'Signed out' }).waitFor()
    await drawRectangle(page, { x: 500, y: 250 })
    await saveState(page).filter({ hasText: 'Signed out, 1 change kept here' }).waitFor()
    expect(await other.authors(canvasId)).toHaveLength(1)

    await page.getByRole('button', { name: 'Sign in again' }).click()
    const dialog = page.getByRole('dialog')
    expect(await dialog.getByLabel('E-mail').inputValue()).toBe(cleo.email)
    await dialog.getByLabel('Password', { exact: true }).fill(cleo.password)
    await dialog.getByRole('button', { name: 'Sign in', exact: true }).click()
    await canvasReady(page)
    const authors = await other.authors(canvasId)
    expect(authors).toHaveLength(2)
    expect(authors).not.toContain(user.id)
  })
})

describe('a login that goes on', () => {
  test('SY5 the access token is renewed before it runs out, and nobody notices', async () => {
    const { page, context } = await draw(accountOf('Gus'))
    await page.clock.install()
    await page.reload()
    await canvasReady(page)
    const renewed = context.waitForEvent('response', (response) => response.url().endsWith('/auth/refresh'))
    await page.clock.fastForward(13.5 * 60_000)
    expect((await renewed).status()).toBe(200)
    await drawRectangle(page, { x: 500, y: 450 })
    await canvasReady(page)
  })
})

describe('devices', () => {
  test('AC3 the list names this device; another one is signed out from here, one or all', async () => {
    const emil = accountOf('Emil')
    const { page } = await draw(emil)
    const phone = await otherDevice(emil)
    const tablet = await otherDevice(emil)
    await chooseInMenu(page, 'Profile')
    const list = page.getByRole('listitem')
    await list.filter({ hasText: 'This device' }).filter({ hasText: 'Chrome on Linux' }).waitFor()
    expect(await list.count()).toBe(3)
    await list.getByRole('button', { name: 'Sign out' }).first().click()
    await eventually('one device fewer', async () => (await list.count()) === 2)
    await page.getByRole('button', { name: 'Sign out all others' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Sign out all others' }).click()
    await page.getByText('You are signed in nowhere else.').waitFor()
    for (const device of [phone, tablet]) await expect(device.sessions()).rejects.toThrow('401')
    await page.goBack()
    await canvasReady(page)
    await drawRectangle(page, { x: 500, y: 250 })
    await canvasReady(page)
  })

  test('another password signs the other devices out, and a wrong one is told at its field', async () => {
    rig.expectOutages()
    const fay = accountOf('Fay')
    const { page } = await draw(fay)
    const phone = await otherDevice(fay)
    await chooseInMenu(page, 'Profile')
    await page.getByLabel('Password now').fill('not the one')
    await page.getByLabel('New password').fill('another quiet harbour')
    await page.getByRole('button', { name: 'Change password' }).click()
    await page.getByText('This is not your password now').waitFor()
    await page.getByLabel('Password now').fill(fay.password)
    await page.getByRole('button', { name: 'Change password' }).click()
    await page.getByText('Your password is changed').first().waitFor()
    await expect(phone.sessions()).rejects.toThrow('401')
    await otherDevice({ ...fay, password: 'another quiet harbour' })
  })
})
