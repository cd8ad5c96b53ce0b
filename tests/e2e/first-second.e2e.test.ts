import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { useBrowserRig } from './browser-rig.ts'
import { drag, drawRectangle } from './draw-on-page.ts'
import { pasteOn } from './paste-on-page.ts'
import { type Person, saveState, viewport, whenSaved } from './person.ts'
import { box } from './put-shapes.ts'

const rig = useBrowserRig()

/** Somebody who has no canvas yet: at a page that makes none. */
async function openNewcomer(): Promise<Person> {
  return rig.open(`${rig.server().url}/sign-in`)
}

const toolbarOf = (page: Page) => page.getByRole('toolbar', { name: 'Tools' })

/** What is selected when everything is, after a reload. */
async function expectKept(person: Person, selected: string): Promise<void> {
  const { page } = person
  await page.reload()
  await whenSaved(person)
  await page.getByRole('application').focus()
  await page.keyboard.press('Control+a')
  await page.getByText(selected).waitFor({ state: 'attached' })
}

describe('the first second', () => {
  test('what is drawn while guest and canvas are still being made is saved, a stroke under way included', async () => {
    const person = await openNewcomer()
    const { page } = person
    let answer = () => {}
    const answered = new Promise<void>((resolve) => {
      answer = resolve
    })
    await page.route('**/api/**', async (route) => {
      await answered
      await route.continue()
    })
    await page.goto(rig.server().url)
    await toolbarOf(page).waitFor()
    await drawRectangle(page, { x: 300, y: 250 })
    expect(await saveState(page).textContent()).toContain('Connecting')
    await page.keyboard.press('r')
    await drag(page, { x: 600, y: 250 }, { x: 700, y: 330 }, { release: false })
    expect(new URL(page.url()).pathname).toBe('/')
    answer()
    await page.waitForURL(/\/c\/[0-9a-f-]{36}$/)
    await page.mouse.move(740, 360)
    await page.mouse.up()
    await whenSaved(person)
    await expectKept(person, '2 shapes selected')
  })

  test('what is pasted before the first frame lies in the middle of the view', async () => {
    const canvas = await rig.makeCanvas()
    const { page } = await openNewcomer()
    await page.addInitScript(() => {
      window.requestAnimationFrame = () => 0
      window.ResizeObserver = class extends ResizeObserver {
        override observe() {}
      }
    })
    await page.goto(`${rig.server().url}/c/${canvas.canvasId}#share=${canvas.shareToken}`)
    await saveState(page).filter({ hasText: 'Saved' }).waitFor({ state: 'attached' })
    const shapes = [box('at-once', 0, 0, { size: [100, 60] })]
    await pasteOn(page, JSON.stringify({ flowstate: 1, middle: [50, 30], shapes }))
    const middle = [viewport.width / 2 - 50, viewport.height / 2 - 30]
    expect(await rig.onServer(canvas).shapes(1)).toMatchObject([{ position: middle }])
  })

  test('a server that makes no canvas is no secret, and what was drawn is saved when it does', async () => {
    rig.expectOutages()
    const person = await openNewcomer()
    const { page } = person
    // Waits of half a second or more have no end: nothing is tried again by itself before the press.
    await page.addInitScript(() => {
      const { setTimeout } = window
      Object.assign(window, {
        setTimeout: (work: () => void, ms = 0) => (ms < 500 ? setTimeout(work, ms) : 0),
      })
    })
    await page.route('**/api/**', (route) => route.abort())
    await page.goto(rig.server().url)
    await toolbarOf(page).waitFor()
    await drawRectangle(page, { x: 300, y: 250 })
    const notice = page.getByRole('alert').filter({ hasText: 'could not be made yet' })
    await notice.waitFor()
    await page.unroute('**/api/**')
    await notice.getByRole('button', { name: 'Try again' }).click()
    await whenSaved(person)
    await notice.waitFor({ state: 'detached' })
    await expectKept(person, 'Rectangle selected, 1 of 1')
  })

  test('an address that is no canvas says so, and leads on', async () => {
    const { page } = await openNewcomer()
    await page.goto(`${rig.server().url}/c/nonsense`)
    await page.getByRole('heading', { name: 'There is no page here' }).waitFor()
    expect(await toolbarOf(page).count()).toBe(0)
    await page.getByRole('main').getByRole('link', { name: 'To all canvases' }).click()
    await page.waitForURL(/\/(home|sign-in)$/)
  })

  test('the toolbar is one stop for Tab, and arrow keys go through it and round', async () => {
    const { page } = await openNewcomer()
    await page.goto(rig.server().url)
    const tool = (name: string) => toolbarOf(page).getByRole('button', { name, exact: true })
    await tool('Select').focus()
    const inFocus = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))
    await page.keyboard.press('ArrowRight')
    expect(await inFocus()).toBe('Hand')
    await page.keyboard.press('Home')
    await page.keyboard.press('ArrowLeft')
    expect(await inFocus()).toBe('Keep the tool after use')
    expect(await toolbarOf(page).locator('button[tabindex="0"]').count()).toBe(1)
  })
})
