/**
 * `npm run bench -- film`: photographs the first minute of somebody new, on a desktop and on a phone, and writes the two strips
 * that the README shows. A real server, real browsers, nothing arranged.
 */
import { join } from 'node:path'
import type { Browser, BrowserContextOptions } from 'playwright-core'
import { phone } from '../../tests/e2e/fingers-on-page.ts'
import { buildWebApp } from '../../tests/support/build-web-app.ts'
import { launchChromium } from '../../tests/support/chromium.ts'
import { repositoryRoot } from '../../tests/support/repository-root.ts'
import { startServer } from '../../tests/support/server-process.ts'
import { type Frame, writeStrip } from './compose-strip.ts'
import { playFirstMinute, type Scene } from './first-minute.ts'

const common = { reducedMotion: 'reduce', locale: 'en-GB' } as const satisfies BrowserContextOptions
const desktop = {
  ...common,
  colorScheme: 'light',
  viewport: { width: 1200, height: 750 },
} as const satisfies BrowserContextOptions

const onDesktop: Scene = {
  box: { x: 330, y: 210 },
  note: { x: 420, y: 470 },
  ellipse: { x: 790, y: 195 },
  arrow: { from: { x: 662, y: 240 }, to: { x: 788, y: 240 } },
}
const onPhone: Scene = {
  box: { x: 25, y: 170 },
  note: { x: 120, y: 480 },
  ellipse: { x: 215, y: 322 },
  arrow: { from: { x: 150, y: 309 }, to: { x: 212, y: 367 } },
}

async function film(
  browser: Browser,
  url: string,
  { options, scene }: { readonly options: BrowserContextOptions; readonly scene: Scene },
): Promise<readonly Frame[]> {
  const frames: Frame[] = []
  const context = await browser.newContext(options)
  // Of the same size: where the newcomer sees empty room, the colleague draws.
  const other = await browser.newContext({ ...desktop, viewport: options.viewport ?? null })
  const page = await context.newPage()
  await page.goto(url)
  await playFirstMinute(page, scene, {
    async shot(caption) {
      // A sheet that slides in and a tile that is still painted have come to rest in this time.
      await page.waitForTimeout(700)
      frames.push({ caption, png: await page.screenshot() })
    },
    async invite(link) {
      const colleague = await other.newPage()
      await colleague.goto(link)
      return colleague
    },
  })
  await Promise.all([context.close(), other.close()])
  return frames
}

await buildWebApp()
const server = await startServer()
const browser = await launchChromium()
try {
  const images = join(repositoryRoot, 'docs', 'images')
  const wide = await film(browser, server.url, { options: desktop, scene: onDesktop })
  await writeStrip(browser, join(images, 'first-minute-desktop.webp'), {
    frames: wide,
    columns: 3,
    width: 560,
    dark: false,
  })
  const narrow = await film(browser, server.url, {
    options: { ...common, ...phone, colorScheme: 'dark' },
    scene: onPhone,
  })
  await writeStrip(browser, join(images, 'first-minute-phone.webp'), {
    frames: narrow,
    columns: 5,
    width: 300,
    dark: true,
  })
} finally {
  await browser.close()
  await server.stop()
}
