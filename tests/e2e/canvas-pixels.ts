import type { Page } from 'playwright-core'
import type { Spot } from './draw-on-page.ts'

export type Colour = readonly [red: number, green: number, blue: number]

/**
 * Draws canvases of the page on one of the size of the window, where and as large as they are seen: tiles may be many
 * canvases, and those that a worker paints have no context to read.
 * @param part `ground` leaves out what is lifted above the tiles, and the marks of selections
 */
function readPixels(page: Page, part: 'ground' | 'all', spot: Spot | null): Promise<string | Colour | null> {
  return page.evaluate(
    ({ part, spot }) => {
      // An overview that waits to be stretched lies below the tiles, and is not seen.
      const all = [...document.querySelectorAll<HTMLCanvasElement>('[role=application] canvas')].filter(
        (canvas) => canvas.checkVisibility({ visibilityProperty: true }),
      )
      const ground = all.filter((canvas) => canvas.closest('[data-ground]') !== null)
      const wanted = part === 'all' ? all : ground
      const sheet = document.createElement('canvas')
      sheet.width = spot === null ? window.innerWidth : 1
      sheet.height = spot === null ? window.innerHeight : 1
      const context = sheet.getContext('2d')
      const page = document.querySelector('main:has([role=application])')
      if (context === null || page === null) return null
      // Around everything that is drawn the page itself is seen.
      context.fillStyle = getComputedStyle(page).backgroundColor
      context.fillRect(0, 0, sheet.width, sheet.height)
      let drawn = 0
      const parents = new Set(wanted.map((canvas) => canvas.parentElement))
      const level = (canvas: HTMLCanvasElement): number => Number(canvas.style.zIndex)
      const fromBelow = [...parents].flatMap((parent) =>
        wanted
          .filter((canvas) => canvas.parentElement === parent)
          .sort((one, other) => level(one) - level(other)),
      )
      for (const canvas of fromBelow) {
        if (canvas.width === 0) continue
        const { x, y, width, height } = canvas.getBoundingClientRect()
        if (width === 0) continue
        context.drawImage(canvas, x - (spot?.x ?? 0), y - (spot?.y ?? 0), width, height)
        drawn += 1
      }
      if (drawn === 0) return null
      if (spot === null) return sheet.toDataURL()
      const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data
      return [red, green, blue] as const
    },
    { part, spot },
  )
}

/**
 * The colour the canvas has at a spot of the page, without islands; none before it is laid out.
 * @param part with `all` the marks of selections count
 */
export async function colourAt(
  page: Page,
  spot: Spot,
  part: 'ground' | 'all' = 'ground',
): Promise<Colour | undefined> {
  const colour = await readPixels(page, part, spot)
  return typeof colour === 'object' && colour !== null ? colour : undefined
}

/** All that is painted on the canvas now, without cursors and islands: equal strings are equal pictures. */
export async function paintedNow(page: Page): Promise<string> {
  return String(await readPixels(page, 'all', null))
}

/** Lets the page do what it does when nothing happens. */
export const untilIdle = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        let turns = 20
        const next = () => {
          turns -= 1
          if (turns === 0) resolve()
          else requestIdleCallback(next)
        }
        next()
      }),
  )
