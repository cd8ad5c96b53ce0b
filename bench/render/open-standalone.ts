import { spawnSync } from 'node:child_process'
import { createReadStream, existsSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser } from 'playwright-core'
import { pageScript } from '../support/page-script.ts'
import type { OpenedPage, RenderPeer } from './opened-page.ts'
import type { StandalonePage } from './render-page.ts'
import { type RenderScene, windowSize } from './render-scene.ts'

const folder = fileURLToPath(new URL('peers', import.meta.url))
const builtPages = join(folder, 'dist')

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
}

function runNpm(parameters: readonly string[]): void {
  const { status } = spawnSync('npm', parameters, { cwd: folder, stdio: ['ignore', 'inherit', 'inherit'] })
  if (status !== 0) throw new Error(`npm ${parameters.join(' ')} failed in ${folder}`)
}

/** Where the pages of the others can be opened. */
export interface ServedPages {
  readonly url: string
  stop(): Promise<void>
}

const changedAt = (path: string): number => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0

/** Whether the pages have been written anew since they were built. */
function isOutOfDate(): boolean {
  const builtAt = changedAt(join(builtPages, 'tldraw.html'))
  return ['excalidraw', 'tldraw']
    .flatMap((name) => [`${name}-page.tsx`, `${name}.html`])
    .some((name) => changedAt(join(folder, name)) > builtAt)
}

/** Installs and builds the pages of the others, into their folder only. */
function buildPages(): void {
  if (!existsSync(join(folder, 'node_modules'))) runNpm(['ci', '--no-audit', '--no-fund'])
  if (isOutOfDate()) runNpm(['run', 'build', '--silent'])
}

async function serveFolder(root: string): Promise<ServedPages> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    const file = join(root, normalize(decodeURIComponent(path)))
    if (!file.startsWith(root) || !existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404).end()
      return
    }
    const type = mediaTypes[extname(file)] ?? 'application/octet-stream'
    response.writeHead(200, { 'content-type': type })
    createReadStream(file).pipe(response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function openPage(browser: Browser, address: string, scene: RenderScene): Promise<OpenedPage> {
  const context = await browser.newContext({ viewport: windowSize, deviceScaleFactor: 1, locale: 'en-GB' })
  const page = await context.newPage()
  page.on('pageerror', ({ message }) => console.error(`${address}: ${message}`))
  await page.addInitScript(pageScript(new URL('page-harness.ts', import.meta.url)))
  await page.goto(address)
  await page.waitForFunction(() => window.renderPage !== undefined)
  await page.evaluate((shapes) => {
    const whiteboard = window.renderPage as StandalonePage
    whiteboard.prepare(JSON.parse(shapes))
  }, JSON.stringify(scene.shapes))
  return {
    page,
    load: () =>
      page.evaluate((shapes) => {
        const whiteboard = window.renderPage as StandalonePage
        return window.harness?.untilPainted(() => whiteboard.load(), shapes)
      }, scene.shapes.length),
    sendMoves: (moves, perSecond) =>
      page.evaluate(([all, rate]) => window.harness?.receiveMoves(all, rate) ?? Promise.resolve(), [
        moves,
        perSecond,
      ] as const),
    close: () => context.close(),
  }
}

/** The pages in `peers`, `<name>.html` each, each a whiteboard with its own interface. */
export function servePeers(): Promise<ServedPages> {
  buildPages()
  return serveFolder(builtPages)
}

/** A whiteboard whose page lies in `peers`, with its own interface mounted. */
export async function startStandalone(name: string): Promise<RenderPeer> {
  const { url, stop } = await servePeers()
  return { name, open: (browser, scene) => openPage(browser, `${url}/${name}.html`, scene), stop }
}
