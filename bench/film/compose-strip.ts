import { writeFile } from 'node:fs/promises'
import type { Browser } from 'playwright-core'

/** A picture of the story, and the line under it. */
export interface Frame {
  readonly caption: string
  readonly png: Buffer
}

interface StripLook {
  readonly columns: number
  /** CSS pixels of one frame. */
  readonly width: number
  readonly dark: boolean
}

const webpQuality = 84

function pageOf(frames: readonly Frame[], { columns, width, dark }: StripLook): string {
  const figures = frames.map(
    ({ caption, png }, at) =>
      `<figure><img src="data:image/png;base64,${png.toString('base64')}"><figcaption><b>${at + 1}</b>${caption}</figcaption></figure>`,
  )
  const [back, line, text] = dark ? ['#0f1114', '#2f343d', '#c6ccd6'] : ['#eef0f3', '#d3d8e0', '#3b424e']
  return `<style>
    body { margin: 0; padding: 20px; display: inline-grid; grid-template-columns: repeat(${columns}, ${width}px); gap: 20px; background: ${back} }
    figure { margin: 0 } img { display: block; width: 100%; border: 1px solid ${line}; border-radius: 8px; box-sizing: border-box }
    figcaption { padding-top: 8px; font: 500 15px/1.35 Inter, system-ui, sans-serif; color: ${text} } b { margin-right: 8px; color: #6f7dee }
  </style>${figures.join('')}`
}

/** Puts frames side by side into one WebP file. Chromium draws and packs it: no other program is needed. */
export async function writeStrip(
  browser: Browser,
  file: string,
  strip: StripLook & { readonly frames: readonly Frame[] },
): Promise<void> {
  const page = await browser.newPage()
  await page.setContent(pageOf(strip.frames, strip))
  await page.waitForFunction(() => [...document.images].every(({ complete }) => complete))
  const size = await page.evaluate(() => {
    const { width, height } = document.body.getBoundingClientRect()
    return { width: Math.ceil(width), height: Math.ceil(height) }
  })
  await page.setViewportSize(size)
  const session = await page.context().newCDPSession(page)
  const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: webpQuality })
  await writeFile(file, Buffer.from(data, 'base64'))
  await page.close()
}
