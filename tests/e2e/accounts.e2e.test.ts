import { openMailSink } from '@flowstate/server/testing'
import type { Page } from 'playwright-core'
import { afterAll, describe, expect, test } from 'vitest'
import { useBrowserRig } from './browser-rig.ts'
import { eventually } from './canvas-on-server.ts'
import { drawRectangle } from './draw-on-page.ts'
import { phone } from './fingers-on-page.ts'
import { whenSaved } from './person.ts'
import { accountOf, canvasReady, chooseInMenu, goodPassword, register, signIn } from './sign-in-on-page.ts'

const sink = await openMailSink()
afterAll(() => sink.close())
const rig = useBrowserRig({ server: { env: { SMTP_URL: `${sink.url}?from=board@example.org` } } })

/** Who the server says is signed in on a page, and how far the canvas of its address has come. */
async function askServer(page: Page): Promise<{ readonly userId: string; readonly version: number }> {
  const login = page.waitForResponse((response) => response.url().endsWith('/auth/refresh'))
  const canvas = page.waitForResponse((response) => /\/canvases\/[0-9a-f-]{36}$/.test(response.url()))
  await page.reload()
  const [{ user }, { version }] = await Promise.all([(await login).json(), (await canvas).json()])
  return { userId: user.id, version }
}

/** A fresh browser with a canvas of a guest's own, and so many rectangles on it. */
async function drawAsGuest(count: number) {
  const person = await rig.open(rig.server().url)
  await whenSaved(person)
  for (let index = 0; index < count; index++)
    await drawRectangle(person.page, { x: 320 + index * 150, y: 260 })
  await whenSaved(person)
  return person
}

describe('accounts', () => {
  test('a guest who registers keeps the canvas, the user id, and the pen', async () => {
    const { page } = await drawAsGuest(3)
    const before = await askServer(page)
    const address = page.url()
    await canvasReady(page)
    await page.getByRole('link', { name: 'Keep this board' }).click()
    await page.getByRole('heading', { name: 'Keep this board' }).waitFor()
    await register(page, accountOf('Ada'))
    await canvasReady(page)
    expect(page.url()).toBe(address)
    await drawRectangle(page, { x: 400, y: 480 })
    await canvasReady(page)
    const after = await askServer(page)
    expect(after.userId).toBe(before.userId)
    expect([before.version, after.version]).toEqual([3, 4])
    await canvasReady(page)
    await page.getByRole('button', { name: 'Menu', exact: true }).click()
    await page.getByText(accountOf('Ada').email).waitFor()
    expect(await page.getByRole('menuitem', { name: 'keep this board' }).count()).toBe(0)
  })

  test('the hint to keep a board stays away once it is dismissed', async () => {
    const { page } = await drawAsGuest(2)
    expect(await page.getByRole('link', { name: 'Keep this board' }).count()).toBe(0)
    await drawRectangle(page, { x: 400, y: 480 })
    await page.getByRole('button', { name: 'Not now' }).click()
    await page.getByRole('link', { name: 'Keep this board' }).waitFor({ state: 'detached' })
    await page.reload()
    await canvasReady(page)
    await drawRectangle(page, { x: 600, y: 480 })
    await canvasReady(page)
    expect(await page.getByRole('link', { name: 'Keep this board' }).count()).toBe(0)
  })

  test('each refusal stands at its field, and what was typed stays', async () => {
    rig.expectOutages()
    const { page } = await rig.open(`${rig.server().url}/register`)
    // what is missing is said by the page, not by the browser
    await register(page, { ...accountOf('Ben'), email: 'nothing' })
    await page.getByText('does not look like an e-mail address').waitFor()
    expect(await page.getByLabel('E-mail').evaluate((field) => field === document.activeElement)).toBe(true)
    await page.getByLabel('E-mail').fill('')
    expect(await page.getByText('does not look like an e-mail address').count()).toBe(0)
    await page.getByRole('main').getByRole('button', { name: 'Create account' }).click()
    await page.getByText('Your e-mail address is missing').waitFor()
    const weak = { ...accountOf('Ben'), password: 'password1' }
    await register(page, weak)
    await page.getByText('easy to guess').waitFor()
    expect(await page.getByLabel('Password', { exact: true }).getAttribute('aria-invalid')).toBe('true')
    expect(await page.getByLabel('E-mail').inputValue()).toBe(weak.email)
    await register(page, accountOf('Ben'))
    await page.waitForURL((url) => url.pathname !== '/register')

    const other = await rig.open(`${rig.server().url}/register`)
    await register(other.page, accountOf('Ben'))
    await other.page.getByText('There is an account with this e-mail already').waitFor()
    expect(await other.page.getByLabel('E-mail').getAttribute('aria-invalid')).toBe('true')
    await other.page.getByRole('main').getByRole('link', { name: 'Sign in' }).click()
    await other.page.getByRole('heading', { name: 'Sign in' }).waitFor()
    await signIn(other.page, { email: accountOf('Ben').email, password: 'not the one' })
    await other.page.getByText('E-mail or password is wrong').waitFor()
    await other.context.setOffline(true)
    await signIn(other.page, { email: accountOf('Ben').email, password: goodPassword })
    await other.page.getByText('The server cannot be reached').waitFor()
    await other.context.setOffline(false)
    await signIn(other.page, { email: accountOf('Ben').email, password: goodPassword })
    await other.page.waitForURL((url) => url.pathname !== '/sign-in')
  })

  test('signing out and in again brings the same person to the same canvas; the way there is no open redirect', async () => {
    const { page } = await drawAsGuest(3)
    const { pathname } = new URL(page.url())
    await chooseInMenu(page, 'keep this board')
    await register(page, accountOf('Cleo'))
    await canvasReady(page)
    await chooseInMenu(page, 'Profile')
    // What is above the button has its height: a press on something that moves is none.
    await page.getByText('in the last 12 months').waitFor()
    await page.getByRole('button', { name: 'Sign out', exact: true }).click()
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    await page.goto(`${rig.server().url}/sign-in?next=${encodeURIComponent('//example.org')}`)
    await signIn(page, accountOf('Cleo'))
    await page.waitForURL((url) => url.pathname !== '/sign-in')
    expect(new URL(page.url()).origin).toBe(rig.server().url)
    await page.goto(rig.server().url + pathname)
    await canvasReady(page)
    await page.getByRole('button', { name: 'Menu', exact: true }).click()
    await page.getByText(accountOf('Cleo').email).waitFor()
  })

  test('a guest who signs in to an account brings the board along', async () => {
    const first = await rig.open(`${rig.server().url}/register`)
    await register(first.page, accountOf('Dora'))
    await first.page.waitForURL((url) => url.pathname !== '/register')

    const { page } = await drawAsGuest(3)
    const address = page.url()
    await chooseInMenu(page, 'Sign in')
    const bring = page.getByRole('switch', { name: 'Bring along' })
    await bring.waitFor()
    expect(await bring.isChecked()).toBe(true)
    await signIn(page, accountOf('Dora'))
    await canvasReady(page)
    expect(page.url()).toBe(address)
    await drawRectangle(page, { x: 400, y: 480 })
    await canvasReady(page)

    await first.page.goto(address)
    await canvasReady(first.page)
  })

  test('on a phone a forgotten password is set anew with the link of a mail, once', async () => {
    rig.expectOutages()
    const { page, context } = await rig.open(`${rig.server().url}/register`, phone)
    await register(page, accountOf('Emil'))
    await page.waitForURL((url) => url.pathname !== '/register')
    await context.clearCookies()
    await page.goto(`${rig.server().url}/sign-in`)
    await page.getByRole('link', { name: 'Forgot your password?' }).click()
    await page.getByLabel('E-mail').fill(accountOf('Emil').email)
    await page.getByRole('button', { name: 'Send the link' }).click()
    await page.getByRole('heading', { name: 'Look into your mail' }).waitFor()
    await eventually('the mail arrives', () =>
      sink.mails.some(({ to }) => to.includes(accountOf('Emil').email)),
    )
    const mail = sink.mails.findLast(({ to }) => to.includes(accountOf('Emil').email))
    const link = /http\S+\/reset#token=\S+/.exec(mail?.source ?? '')?.[0] ?? ''
    const password = 'another quiet harbour'
    await page.goto(link)
    await page.getByLabel('New password').fill('password1')
    expect(page.url()).not.toContain('token')
    await page.getByRole('button', { name: 'Set the password' }).click()
    await page.getByText('easy to guess').waitFor()
    await page.getByLabel('New password').fill(password)
    await page.getByRole('button', { name: 'Set the password' }).click()
    await page.getByRole('heading', { name: 'Your password is set' }).waitFor()
    await page.getByRole('main').getByRole('link', { name: 'Sign in' }).tap()
    await signIn(page, { email: accountOf('Emil').email, password })
    await page.waitForURL((url) => url.pathname !== '/sign-in')

    const again = await rig.open(link)
    await again.page.getByLabel('New password').fill(goodPassword)
    await again.page.getByRole('button', { name: 'Set the password' }).click()
    await again.page.getByRole('heading', { name: 'This link does not work any more' }).waitFor()
  })
})
