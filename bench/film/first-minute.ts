import type { Page } from 'playwright-core'
import { chooseTool, drag, type Spot } from '../../tests/e2e/draw-on-page.ts'
import { saveState } from '../../tests/e2e/person.ts'

/**
 * The story on one kind of screen: where things are drawn on it. Spots are CSS pixels; those of the colleague are on a view with
 * the drawing in its middle, as everybody finds it who comes later.
 */
export interface Scene {
  readonly box: Spot
  readonly note: Spot
  readonly arrow: { readonly from: Spot; readonly to: Spot }
  readonly ellipse: Spot
}

/** Keeps what the page shows now, under a line that says what happened. */
export type Shot = (caption: string) => Promise<void>

const size = { width: 150, height: 90 } as const

async function saved(page: Page): Promise<void> {
  await saveState(page).filter({ hasText: 'Saved' }).waitFor({ state: 'attached' })
}

async function type(page: Page, words: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Edit text' }).waitFor()
  await page.keyboard.type(words)
  await page.keyboard.press('Escape')
}

async function drawBox(page: Page, tool: string, { at, words }: { at: Spot; words: string }): Promise<void> {
  await chooseTool(page, tool)
  await drag(page, at, { x: at.x + size.width, y: at.y + size.height })
  await page.keyboard.press('Enter')
  await type(page, words)
  await page.keyboard.press('Escape')
}

async function openShareAs(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Share' }).click()
  const named = page.waitForResponse((answer) => answer.url().endsWith('/auth/me'))
  const field = page.getByLabel('Your name')
  await field.fill(name)
  await field.press('Enter')
  await named
}

/** The link of the share dialog, which stays open. */
async function share(page: Page, name: string): Promise<string> {
  await openShareAs(page, name)
  await page.getByRole('button', { name: 'Copy link' }).click()
  const link = page.locator('input[value*="#share="]')
  await link.waitFor()
  return link.inputValue()
}

async function nameVersion(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'History' }).click()
  await page.getByRole('button', { name: 'Name this version' }).click()
  await page.keyboard.type(name)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name }).waitFor()
  await page.getByRole('button', { name: 'Close' }).click()
}

/** Others see a new name from the next connection on. */
async function comeAgain(page: Page): Promise<void> {
  await page.keyboard.press('Escape')
  await page.reload()
  await saved(page)
}

/**
 * What somebody does in their first minute, and a colleague who comes by the link.
 * @param page of the newcomer, at the address of the server
 * @param invite opens a link in the browser of the colleague
 */
export async function playFirstMinute(
  page: Page,
  scene: Scene,
  { shot, invite }: { readonly shot: Shot; invite(link: string): Promise<Page> },
): Promise<void> {
  await saved(page)
  await shot('Open the address: a fresh canvas')
  await drawBox(page, 'Rectangle', { at: scene.box, words: 'Sign up' })
  await saved(page)
  await shot('Draw. There is nothing to save')
  await chooseTool(page, 'Note')
  await page.mouse.click(scene.note.x, scene.note.y)
  await type(page, 'Who reads\nthe first mail?')
  await page.keyboard.press('Escape')
  await saved(page)
  await shot('A note: click and type')
  await nameVersion(page, 'First sketch')
  const link = await share(page, 'Ada')
  await shot('Share: copy the link')
  await comeAgain(page)

  const colleague = await invite(link)
  await saved(colleague)
  await openShareAs(colleague, 'Ben')
  await comeAgain(colleague)
  await page.getByRole('button', { name: 'Follow Ben' }).waitFor({ state: 'attached' })
  await drawBox(colleague, 'Ellipse', { at: scene.ellipse, words: 'Welcome' })
  await chooseTool(colleague, 'Arrow')
  await drag(colleague, scene.arrow.from, scene.arrow.to)
  await colleague.keyboard.press('Escape')
  await saved(colleague)
  await colleague.mouse.move(scene.ellipse.x + size.width - 40, scene.ellipse.y - 24)
  await page
    .locator('[data-cursor]')
    .or(page.getByText('Ben', { exact: true }))
    .first()
    .waitFor()
  await shot('A colleague arrives and draws')

  await page.getByRole('button', { name: 'History' }).click()
  await page.getByText(/^Version (\d+) of \1/).waitFor()
  await shot('History: who did what, and when')
  await page.getByRole('button', { name: 'First sketch' }).click()
  await page.getByRole('button', { name: 'Restore this version' }).and(page.locator(':enabled')).waitFor()
  await shot('The board as it was')
  await page.getByRole('button', { name: 'Restore this version' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.waitFor()
  await shot('Bring it back? Nothing is lost')
  await dialog.getByRole('button', { name: 'Restore this version' }).click()
  await page.getByText('Restored version').waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await saved(page)
  await shot('Or not: undo takes the restore back')
}
