import type { Activity, LoginAnswer } from '@flowstate/protocol'
import { expect, test } from 'vitest'
import { callApi } from '../faults/public-api.ts'
import { useBrowserRig } from './browser-rig.ts'
import { drawRectangle } from './draw-on-page.ts'
import { accountOf, canvasReady, chooseInMenu, register } from './sign-in-on-page.ts'

const rig = useBrowserRig()

/** A zone in which it is another day than in most of the world for most of the day. */
const timezoneId = 'Pacific/Kiritimati'

test('the heatmap counts what was drawn, on the day it is where the reader sits', async () => {
  const { page } = await rig.open(`${rig.server().url}/register?next=/`, { timezoneId })
  await register(page, accountOf('Ada'))
  await canvasReady(page)
  for (const x of [300, 450, 600]) await drawRectangle(page, { x, y: 260 })
  await canvasReady(page)
  await chooseInMenu(page, 'Profile')
  const card = page.getByRole('region', { name: 'Activity' })
  await card.getByText('3 changes in the last 12 months').waitFor()
  const format = { dateStyle: 'long', timeZone: timezoneId } as const
  const date = new Intl.DateTimeFormat('en-GB', format).format(Date.now())
  const today = card.getByRole('button', { name: `3 changes on ${date}` })
  expect(await today.count()).toBe(1)
  expect(await card.locator('[data-date]').count()).toBe(365)
  expect(await card.locator('dl').innerText()).toMatch(
    /Active days\s+1 day\s+Current streak\s+1 day\s+Longest/,
  )

  await today.focus()
  await page.keyboard.press('ArrowUp')
  expect(await page.locator(':focus').getAttribute('aria-label')).toMatch(/^No changes on /)
  await page.keyboard.press('End')
  expect(await page.locator(':focus').getAttribute('aria-label')).toMatch(/^3 changes on /)

  const year = new Intl.DateTimeFormat('en', { year: 'numeric', timeZone: timezoneId }).format(Date.now())
  await card.getByLabel('Period').selectOption(year)
  await card.getByText(`3 changes in ${year}`).waitFor()
})

test('on a phone the year is scrolled to today', async () => {
  const { page } = await rig.open(`${rig.server().url}/register?next=/account`, {
    viewport: { width: 390, height: 844 },
    isMobile: true,
    hasTouch: true,
  })
  await register(page, accountOf('Ben'))
  const card = page.getByRole('region', { name: 'Activity' })
  const today = card.locator('[data-today]')
  await today.waitFor()
  const box = await today.boundingBox()
  expect(box?.x).toBeGreaterThan(0)
  expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThan(390)
})

test('of a colleague one sees name and activity, of strangers nothing', async () => {
  const { url } = rig.server()
  const make = (name: string) => {
    const { email, password } = accountOf(name)
    return callApi<LoginAnswer>(url, 'POST', '/auth/register', {
      body: { email, password, displayName: name },
    })
  }
  const colleague = await make('Cleo')
  const reader = await rig.open(`${url}/register?next=/account`)
  const login = reader.page.waitForResponse((response) => response.url().endsWith('/auth/register'))
  await register(reader.page, accountOf('Dora'))
  const { user }: LoginAnswer = await (await login).json()
  await reader.page.getByRole('heading', { name: 'Profile and devices' }).waitFor()
  rig.expectOutages()
  await reader.page.goto(`${url}/people/${colleague.user.id}`)
  await reader.page.getByRole('heading', { name: 'Nobody to see here' }).waitFor()

  await callApi(url, 'POST', `/workspaces/${colleague.workspaceId}/members`, {
    token: colleague.accessToken,
    body: { userId: user.id, role: 'viewer' },
  })
  await reader.page.reload()
  await reader.page.getByRole('heading', { name: 'Cleo' }).waitFor()
  await reader.page.getByText('Nothing here yet.').waitFor()
  expect(await reader.page.getByText(accountOf('Cleo').email).count()).toBe(0)
  const path = `/users/${colleague.user.id}/activity`
  const { total } = await callApi<Activity>(url, 'GET', path, { token: colleague.accessToken })
  expect(total).toBe(0)
})
