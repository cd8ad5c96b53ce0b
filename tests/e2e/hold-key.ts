import type { Page } from 'playwright-core'

/** Does something with a key held down all the while. */
export async function holding(page: Page, key: string, work: () => Promise<void>): Promise<void> {
  await page.keyboard.down(key)
  await work()
  await page.keyboard.up(key)
}
