import type { Page } from 'playwright-core'

export interface Clip {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Side of the cells ink is counted in, in pixels: about half a letter. */
const cellPixels = 6
/** Darker than notes, brighter than letters. */
const inkLuminanceMax = 140

/** How much is written in each cell of a part of the page, whoever painted it. Carets are left out. */
export async function inkIn(page: Page, clip: Clip): Promise<readonly number[]> {
  const base64 = (await page.screenshot({ clip })).toString('base64')
  return page.evaluate(
    async ({ base64, cellPixels, inkLuminanceMax }) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
      const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
      const { width, height } = bitmap
      const sheet = document.createElement('canvas')
      sheet.width = width
      sheet.height = height
      const context = sheet.getContext('2d')
      context?.drawImage(bitmap, 0, 0)
      const { data } = context?.getImageData(0, 0, width, height) ?? { data: [] }
      const columns = Math.ceil(width / cellPixels)
      const ink = new Array<number>(columns * Math.ceil(height / cellPixels)).fill(0)
      for (let y = 0; y < height; y++)
        for (let x = 0; x < width; x++) {
          const at = (y * width + x) * 4
          const luminance = 0.3 * (data[at] ?? 0) + 0.6 * (data[at + 1] ?? 0) + 0.1 * (data[at + 2] ?? 0)
          const cell = Math.floor(y / cellPixels) * columns + Math.floor(x / cellPixels)
          if (luminance < inkLuminanceMax) ink[cell] = (ink[cell] ?? 0) + 1
        }
      return ink
    },
    { base64, cellPixels, inkLuminanceMax },
  )
}

/** From 0, nothing in common, to 1, the same cells are as dark. */
export function likeness(one: readonly number[], other: readonly number[]): number {
  const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)
  const both = sum(one) + sum(other)
  const apart = sum(one.map((ink, i) => Math.abs(ink - (other[i] ?? 0))))
  return both === 0 ? 0 : 1 - apart / both
}
