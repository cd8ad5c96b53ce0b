import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { useBrowserRig } from './browser-rig.ts'
import { phone } from './fingers-on-page.ts'
import { canvasLink, registerAtHome } from './people-at-home.ts'

const rig = useBrowserRig()

const languageOf = (page: Page) => page.locator('html').getAttribute('lang')
const shareButton = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

describe('languages', () => {
  test('the browser’s language is spoken; another one that is chosen stays chosen', async () => {
    const { page } = await rig.open(rig.server().url, { locale: 'de-DE' })
    await shareButton(page, 'Teilen').waitFor()
    expect(await languageOf(page)).toBe('de')

    await page.getByRole('button', { name: 'Menü', exact: true }).click()
    const german = page.getByRole('menuitemradio', { name: 'Deutsch' })
    await german.waitFor()
    expect(await german.getAttribute('aria-checked')).toBe('true')
    const address = page.url()
    await page.getByRole('menuitemradio', { name: 'Français' }).click()
    await page.getByRole('menuitem', { name: 'Nouveau tableau' }).waitFor()
    expect(await languageOf(page)).toBe('fr')
    await page.getByRole('status').filter({ hasText: 'Enregistré' }).waitFor({ state: 'attached' })
    // The same canvas, whatever it is called by.
    expect(page.url()).toBe(address)

    await page.reload()
    await shareButton(page, 'Partager').waitFor()
    expect(await languageOf(page)).toBe('fr')
  })

  test('what a link allows stands in one row on a phone, whatever the language', async () => {
    for (const [locale, share] of [
      ['de-DE', 'Teilen'],
      ['fr-FR', 'Partager'],
      ['en-GB', 'Share'],
    ] as const) {
      const { page } = await rig.open(rig.server().url, { ...phone, locale })
      await page.getByRole('button', { name: share, exact: true, disabled: false }).tap()
      const choices = page.getByRole('dialog').getByRole('radio')
      await choices.last().waitFor()
      const tops = await choices.evaluateAll((all) => all.map((it) => it.getBoundingClientRect().top))
      expect(tops).toHaveLength(3)
      expect(new Set(tops)).toHaveLength(1)
    }
  })

  test('pages beside the canvas speak it as well', async () => {
    const { page } = await rig.open(`${rig.server().url}/sign-in`, { locale: 'fr-CA' })
    await page.getByRole('heading', { name: 'Se connecter' }).waitFor()
    expect(await languageOf(page)).toBe('fr')
  })

  test('a copy is called one in the language of whoever makes it; a long name makes room for that', async () => {
    const long = 'n'.repeat(100)
    const { page, login, makeCanvas } = await registerAtHome(rig, 'Ann', { locale: 'de-DE' })
    for (const name of ['Plan', long]) {
      await makeCanvas(login.workspaceId, name)
      await page.reload()
      await page.getByRole('button', { name: `Aktionen für ${name}`, exact: true }).click()
      await page.getByRole('menuitem', { name: 'Duplizieren' }).click()
    }
    await canvasLink(page, 'Plan (Kopie)').waitFor()
    await canvasLink(page, `${long.slice(0, 92)} (Kopie)`).waitFor()
  })

  test('who reads English, or none of ours, sees English', async () => {
    for (const locale of ['en-GB', 'pt-BR']) {
      const { page } = await rig.open(rig.server().url, { locale })
      await shareButton(page, 'Share').waitFor()
      expect(await languageOf(page)).toBe('en')
    }
  })
})
