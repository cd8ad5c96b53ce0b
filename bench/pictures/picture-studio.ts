import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import type { Spot } from '../../tests/e2e/draw-on-page.ts'
import { saveState } from '../../tests/e2e/person.ts'
import type { Actor, Cast } from './picture-cast.ts'
import { type PictureLanguage, speak } from './picture-language.ts'
import type { Variant } from './picture-variants.ts'

/** States that belong together. Each is named `<group>-<state>`. */
export interface StateGroup {
  readonly name: string
  /** Brings pages into one state after the other and has each photographed. */
  play(studio: Studio): Promise<void>
}

/** Where one group is played in one variant. Browsers opened in it close when the group is over. */
export interface Studio {
  readonly url: string
  readonly cast: Cast
  readonly variant: Variant
  readonly middle: Spot
  /** Opens a browser of somebody's own, or of a guest's, at a path. */
  enter(who: Actor | null, path: string, options?: BrowserContextOptions): Promise<Page>
  /**
   * Photographs a state, once `pose` has brought the page there. A pose that fails is told and photographed as far as it came.
   * States that nobody asked for are not posed.
   */
  shot(state: string, page: Page, pose?: () => Promise<unknown>): Promise<void>
}

/** What `openStudio` needs besides the stage itself. */
interface StudioOptions {
  readonly browser: Browser
  readonly url: string
  readonly cast: Cast
  readonly variant: Variant
  readonly group: StateGroup
  /** Where pictures go. */
  readonly directory: string
  /** Names of states or their beginnings; none means all. */
  readonly states: readonly string[]
  /** What is said on the pictures; null for English, in which states are found. */
  readonly language: PictureLanguage | null
}

/** Sheets that slide, tiles that are painted again and tips have come to rest in this time. */
const restMs = 450
const patienceMs = 15_000

/** Waits until a canvas is open and everything on it is saved. */
export async function whenReady(page: Page): Promise<void> {
  await saveState(page).filter({ hasText: 'Saved' }).waitFor({ state: 'attached' })
}

/** Leaves whatever is open, chosen or selected. */
export async function leaveAll(page: Page): Promise<void> {
  for (let times = 0; times < 4; times++) await page.keyboard.press('Escape')
}

/** A studio, what became of its pictures, and how to close it. */
export function openStudio(options: StudioOptions): {
  readonly studio: Studio
  readonly failures: readonly string[]
  close(): Promise<void>
} {
  const { browser, url, cast, variant, group, directory, states, language } = options
  const pages: Page[] = []
  const failures: string[] = []
  const isWanted = (name: string) => states.length === 0 || states.some((wanted) => name.startsWith(wanted))
  const studio: Studio = {
    url,
    cast,
    variant,
    middle: { x: variant.width / 2, y: variant.height / 2 },
    async enter(who, path, more = {}) {
      const person = who === null ? {} : { storageState: await who.browserState() }
      const context = await browser.newContext({ ...variant.options, ...person, ...more })
      context.setDefaultTimeout(patienceMs)
      const page = await context.newPage()
      page.on('dialog', (dialog) => void dialog.accept())
      pages.push(page)
      await page.goto(`${url}${path}`)
      return page
    },
    async shot(state, page, pose) {
      const name = `${group.name}-${state}`
      if (!isWanted(name)) return
      try {
        await pose?.()
      } catch (error) {
        const [line = ''] = String(error).split('\n')
        failures.push(`${name} ${variant.name}: ${line}`)
      }
      await page.waitForTimeout(restMs)
      const unsay = language === null ? null : await speak(page, language)
      await page.screenshot({ path: join(directory, `${name}.${variant.name}.png`) })
      await unsay?.()
    },
  }
  return {
    studio,
    failures,
    close: async () => void (await Promise.all(pages.map((page) => page.context().close()))),
  }
}
