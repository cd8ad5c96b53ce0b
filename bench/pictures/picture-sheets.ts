import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { variants } from './picture-variants.ts'

/** CSS pixels of a picture on a sheet: a row of wide, tablet and phone is then about 1,600 wide. */
const pictureHeight = 560

/** A picture as it comes onto a sheet, as high as all others. */
export interface SheetPicture {
  readonly name: string
  readonly width: number
  readonly height: number
  readonly png: Buffer
}

/** Puts rows of pictures onto one: a PNG at `path`. */
export async function writeSheet(
  page: Page,
  path: string,
  sheet: { readonly title: string; readonly rows: readonly (readonly SheetPicture[])[] },
): Promise<void> {
  const figure = ({ name, width, height, png }: SheetPicture) => {
    const shownWidth = Math.round((width / height) * pictureHeight)
    return `<img width="${shownWidth}" height="${pictureHeight}" alt="${name}" src="data:image/png;base64,${png.toString('base64')}">`
  }
  const rows = sheet.rows.map((row) => `<div>${row.map(figure).join('')}</div>`)
  await page.setContent(`<style>
    body { margin: 0; padding: 8px; display: inline-block; background: #8a8f98; font: 600 14px/1.3 system-ui, sans-serif }
    div { display: flex; gap: 8px; padding-top: 8px } img { display: block }
  </style>${sheet.title}${rows.join('')}`)
  await page.waitForFunction(() => [...document.images].every(({ complete }) => complete))
  await page.locator('body').screenshot({ path })
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
        return png === null ? [] : [{ ...variant, png }]
      }),
    )
    const rows = (['light', 'dark'] as const).map((scheme) =>
      taken.flat().filter(({ options }) => options.colorScheme === scheme),
    )
    await writeSheet(page, join(directory, 'sheets', `${state}.png`), { title: state, rows })
  }
  await page.close()
  return states.length
}
