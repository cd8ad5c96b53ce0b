/**
 * `npm run bench -- opening`: how long a first visitor waits until the canvas can be drawn on. Nothing is in the browser before,
 * and every visit makes a guest and a canvas on the real server with the embedded database.
 */

import type { Browser } from 'playwright-core'
import { buildWebApp } from '../../tests/support/build-web-app.ts'
import { launchChromium } from '../../tests/support/chromium.ts'
import { startServer } from '../../tests/support/server-process.ts'
import { describeMachine } from '../support/machine.ts'
import { markdownTable } from '../support/markdown-table.ts'
import { pageScript } from '../support/page-script.ts'
import { quantile } from '../support/samples.ts'
import type { OpeningMarks } from './opening-marks.ts'

const visits = 15
/** As long as this the page must have been without a long task before it counts as at rest. */
const quietMs = 2_000

const marksScript = pageScript(new URL('opening-marks.ts', import.meta.url))

/** Milliseconds from the start of the navigation. */
async function visit(browser: Browser, url: string): Promise<OpeningMarks> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' })
  const page = await context.newPage()
  await page.addInitScript(marksScript)
  await page.goto(url)
  await page.getByRole('toolbar', { name: 'Tools' }).waitFor()
  await page.waitForFunction((ms) => {
    const marks = window.openingMarks
    return marks !== undefined && marks.toolbarMs > 0 && performance.now() - marks.busyUntilMs > ms
  }, quietMs)
  const marks = await page.evaluate(() => window.openingMarks)
  await context.close()
  if (marks === undefined) throw new Error('the page has lost its marks')
  return marks
}

await buildWebApp()
const server = await startServer()
const browser = await launchChromium()
try {
  await visit(browser, server.url)
  const all: OpeningMarks[] = []
  for (let i = 0; i < visits; i++) all.push(await visit(browser, server.url))
  const row = (title: string, of: (marks: OpeningMarks) => number): readonly string[] => {
    const values = all.map(of)
    return [title, ...[0.5, 0.95].map((q) => quantile(values, q).toFixed(0))]
  }
  console.log(`${describeMachine()}, Chromium ${browser.version()}, ${visits} visits.\n`)
  console.log(
    markdownTable(
      ['from the start of the navigation, ms', 'p50', 'p95'],
      [
        row('first paint', ({ paintMs }) => paintMs),
        row('tools are there', ({ toolbarMs }) => toolbarMs),
        row('and no task of 50 ms runs any more', ({ toolbarMs, busyUntilMs }) =>
          Math.max(toolbarMs, busyUntilMs),
        ),
      ],
    ),
  )
} finally {
  await browser.close()
  await server.stop()
}
