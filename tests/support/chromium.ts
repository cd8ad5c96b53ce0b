import { type Browser, chromium } from 'playwright-core'
import { findProgram } from './find-program.ts'

const browserArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // A proxy of the machine knows nothing of the servers of a test.
  '--no-proxy-server',
]

/** The browser tests drive: CHROME_PATH, else an installed Chromium or Chrome. An error names what was looked for. */
export function chromiumPath(): string {
  const chosen = process.env.CHROME_PATH
  if (chosen) return findProgram([chosen])
  return findProgram([
    '/usr/bin/chromium-headless-shell',
    '/usr/bin/chromium',
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
  ])
}

/**
 * Starts Chromium without a window; close it when done. One browser serves many `newContext()`.
 * @param more switches of Chromium besides ours
 */
export function launchChromium(more: readonly string[] = []): Promise<Browser> {
  const args = [...browserArguments, ...more]
  return chromium.launch({ executablePath: chromiumPath(), headless: true, args })
}
