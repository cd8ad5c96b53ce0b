import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { type Variant, variants } from './picture-variants.ts'

/** CSS pixels of a picture on a sheet: a row of wide, tablet and phone is then about 1,600 wide. */
const pictureHeight = 560

interface SheetPicture {
  readonly variant: Variant
  readonly png: Buffer
}

function sheetPage(name: string, pictures: readonly SheetPicture[]): string {
  const figures = pictures.map(({ variant, png }) => {
    const width = Math.round((variant.width / variant.height) * pictureHeight)
    return `<img width="${width}" height="${pictureHeight}" alt="${variant.name}" src="data:image/png;base64,${png.toString('base64')}">`
  })
  const scheme = (dark: boolean) =>
    `<div>${figures.filter((_, at) => pictures[at]?.variant.options.colorScheme === (dark ? 'dark' : 'light')).join('')}</div>`
  return `<style>
    body { margin: 0; padding: 8px; display: inline-block; background: #8a8f98; font: 600 14px/1.3 system-ui, sans-serif }
    div { display: flex; gap: 8px; padding-top: 8px } img { display: block }
  </style>${name}${scheme(false)}${scheme(true)}`
}

/** The names of the states there are pictures of. */
async function statesIn(directory: string): Promise<readonly string[]> {
  const files = (await readdir(directory)).filter((file) => file.endsWith('.png'))
  return [...new Set(files.map((file) => file.slice(0, file.indexOf('.'))))].sort()
}

/**
 * Puts the variants of each state side by side: `sheets/<state>.png` below the directory of the pictures.
 * @returns how many sheets were written
 */
export async function writeSheets(browser: Browser, directory: string, isWanted: (state: string) => boolean) {
  const page = await browser.newPage()
  const states = (await statesIn(directory)).filter(isWanted)
  for (const state of states) {
    const taken = await Promise.all(
      variants.map(async (variant) => {
        const png = await readFile(join(directory, `${state}.${variant.name}.png`)).catch(() => null)
        return png === null ? [] : [{ variant, png }]
      }),
    )
    await page.setContent(sheetPage(state, taken.flat()))
    await page.waitForFunction(() => [...document.images].every(({ complete }) => complete))
    await page.locator('body').screenshot({ path: join(directory, 'sheets', `${state}.png`) })
  }
  await page.close()
  return states.length
}
