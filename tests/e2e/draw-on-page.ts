import type { Page } from 'playwright-core'

export interface Spot {
  readonly x: number
  readonly y: number
}

const moreShapes: ReadonlySet<string> = new Set([
  'Triangle',
  'Hexagon',
  'Star',
  'Cloud',
  'Cylinder',
  'Callout',
  'Polygon',
  'Frame',
  'Highlighter',
])

/** Chooses a tool the way people do: in the toolbar, by its name. */
export async function chooseTool(page: Page, name: string): Promise<void> {
  const toolbar = page.getByRole('toolbar', { name: 'Tools' })
  if (!moreShapes.has(name)) {
    await toolbar.getByRole('button', { name, exact: true }).click()
    return
  }
  await toolbar.getByRole('button', { name: 'More shapes' }).click()
  await page.getByRole('menuitem', { name }).click()
}

/** Presses at one spot, moves to the other and, unless told otherwise, lets go. */
export async function drag(page: Page, from: Spot, to: Spot, { release = true } = {}): Promise<void> {
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move(to.x, to.y, { steps: 6 })
  if (release) await page.mouse.up()
}

/** Draws a rectangle with its upper left corner at a spot, 120 wide and 80 high, and deselects it. */
export async function drawRectangle(page: Page, at: Spot): Promise<void> {
  await page.keyboard.press('r')
  await drag(page, at, { x: at.x + 120, y: at.y + 80 })
  await page.keyboard.press('Escape')
}
