import { expect, test } from 'vitest'
import { launchChromium } from './chromium.ts'

test('the installed browser runs a page', async () => {
  const browser = await launchChromium()
  try {
    const page = await browser.newPage()
    await page.setContent('<title>canvas</title>')
    expect(await page.title()).toBe('canvas')
  } finally {
    await browser.close()
  }
})
