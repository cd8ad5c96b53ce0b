import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { axeFindings } from './axe-findings.ts'
import { useBrowserRig } from './browser-rig.ts'
import { drawRectangle } from './draw-on-page.ts'
import { whenSaved } from './person.ts'

const rig = useBrowserRig()

const faces = [
  {
    name: 'a desktop in the light',
    options: { colorScheme: 'light', viewport: { width: 1440, height: 900 } },
  },
  { name: 'a desktop in the dark', options: { colorScheme: 'dark', viewport: { width: 1440, height: 900 } } },
  {
    name: 'a phone',
    options: { colorScheme: 'light', viewport: { width: 390, height: 844 }, hasTouch: true },
  },
] as const

describe.each(faces)('axe finds nothing on $name', ({ options }) => {
  test('on a canvas, its panels, dialogs and its past', async () => {
    const person = await rig.open(rig.server().url, options)
    const { page } = person
    await whenSaved(person)
    expect(await axeFindings(page)).toEqual([])
    await drawRectangle(page, { x: 250, y: 250 })
    await page.keyboard.press('Control+a')
    await whenSaved(person)
    expect(await axeFindings(page)).toEqual([])
    const opened = async (open: () => Promise<void>, role: 'dialog' | 'menu' = 'dialog') => {
      await open()
      const layer = page.getByRole(role).first()
      await layer.waitFor()
      expect(await axeFindings(page)).toEqual([])
      await page.keyboard.press('Escape')
      await layer.waitFor({ state: 'detached' })
    }
    const click = (name: string) => () => page.getByRole('button', { name, exact: true }).first().click()
    await opened(click('Menu'), 'menu')
    await opened(click('Share'))
    await opened(() => page.keyboard.press('?'))
    await opened(() => page.keyboard.press('Control+k'))
    await click('History')()
    await page.getByRole('slider', { name: 'Version' }).waitFor()
    expect(await axeFindings(page)).toEqual([])
  })

  test('on every other page', async () => {
    const person = await rig.open(rig.server().url, options)
    const { page } = person
    await whenSaved(person)
    const workspace = await firstWorkspace(page)
    for (const path of [
      '/home',
      `/w/${workspace}`,
      `/w/${workspace}/members`,
      `/w/${workspace}/trash`,
      '/sign-in',
      '/register',
      '/forgot',
      '/account',
    ]) {
      await page.goto(new URL(path, rig.server().url).href)
      await page.getByRole('heading', { level: 1 }).waitFor()
      expect({ path, findings: await axeFindings(page) }).toEqual({ path, findings: [] })
    }
  })
})

/** The workspace the home page links to. */
async function firstWorkspace(page: Page): Promise<string> {
  await page.goto(new URL('/home', rig.server().url).href)
  const link = page.locator('a[href^="/w/"]').first()
  await link.waitFor({ state: 'attached' })
  return (await link.getAttribute('href'))?.split('/')[2] ?? ''
}
