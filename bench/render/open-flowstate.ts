import { randomBytes, randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { WebSocket } from 'ws'
import { callApi, joinByLink, makeSharedCanvas, type SharedCanvas } from '../../tests/faults/public-api.ts'
import { buildWebApp } from '../../tests/support/build-web-app.ts'
import { type ServerProcess, startServer } from '../../tests/support/server-process.ts'
import { pageScript } from '../support/page-script.ts'
import type { OpenedPage, RenderPeer } from './opened-page.ts'
import type { NeutralShape, RemoteMove } from './render-page.ts'
import { type RenderScene, windowSize } from './render-scene.ts'

/** Far above what is sent here: limits are not what is measured. */
const raisedLimits = {
  LIMIT_OPERATIONS_PER_SECOND: '1000000',
  LIMIT_OPERATIONS_BURST: '1000000',
  LIMIT_MESSAGES_PER_SECOND: '1000000',
  LIMIT_MESSAGES_BURST: '1000000',
  LIMIT_CANVAS_BYTES_MAX: '100000000000',
  LIMIT_REST_REQUESTS_PER_MINUTE: '1000000',
  LIMIT_LOGINS_PER_MINUTE: '1000000',
  LOG_LEVEL: 'warn',
}

/** `main` keeps the painting on the main thread. */
const renderer = process.env.RENDERER ?? 'worker'

const shapesPerRequest = 1_000
/** As the app says: frames that follow each other closely may come as one. */
const gatherMs = 28

function cellsOf(shape: NeutralShape): object {
  const { kind, x, y, width, height, colour, fill, text, points } = shape
  const line = { position: [x, y], stroke: colour, strokeWidth: 1 }
  const words = { text, font: 'hand', fontSize: 14 }
  switch (kind) {
    case 'rectangle':
      return { ...line, ...words, size: [width, height], fill }
    case 'ellipse':
      return { ...line, size: [width, height], fill }
    case 'text':
      return { position: [x, y], textColor: colour, ...words }
    case 'arrow':
      return { ...line, points }
    case 'stroke': {
      const withPressure: number[] = []
      for (let i = 0; i + 1 < points.length; i += 2)
        withPressure.push(points[i] as number, points[i + 1] as number, 0.5)
      return { ...line, points: withPressure }
    }
  }
}

async function fillCanvas(url: string, canvas: SharedCanvas, scene: RenderScene): Promise<void> {
  for (let i = 0; i < scene.shapes.length; i += shapesPerRequest) {
    const changes = scene.shapes
      .slice(i, i + shapesPerRequest)
      .map((shape) => ({ kind: 'create', shape: { id: shape.id, kind: shape.kind, ...cellsOf(shape) } }))
    const path = `/canvases/${canvas.canvasId}/operations`
    await callApi(url, 'POST', path, {
      token: canvas.owner.token,
      body: { id: randomUUID(), changes },
    })
  }
}

/** A UUIDv7 of now. */
function operationId(): string {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(Date.now(), 0, 6)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** Somebody else at the canvas, whose operations go through the server like everybody's. */
async function joinAsOther(url: string, canvas: SharedCanvas): Promise<WebSocket> {
  const { token } = await joinByLink(url, canvas)
  const query = new URLSearchParams({
    token,
    since: '0',
    protocol: '1',
    gzip: '1',
    gather: String(gatherMs),
    clientId: randomUUID(),
  })
  const socket = new WebSocket(`${url.replace('http', 'ws')}/api/v1/canvases/${canvas.canvasId}/ws?${query}`)
  await new Promise((resolve, reject) => {
    socket.once('message', resolve)
    socket.once('error', reject)
  })
  return socket
}

/** What the device keeps of a canvas would be there before the state arrives, and loading would measure nothing. */
async function forgetCopies(page: Page, origin: string): Promise<void> {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb' })
  await cdp.detach()
}

/** The guest follows the link, and comes back with the adapter asked for and the state held at the gate. */
async function enter(context: BrowserContext, url: string, canvas: SharedCanvas) {
  const page = await context.newPage()
  page.on('pageerror', ({ message }) => console.error(`flowstate: ${message}`))
  await page.goto(`${url}/c/${canvas.canvasId}#share=${canvas.shareToken}`)
  const saved = page.getByRole('status').filter({ hasText: 'Saved' })
  await saved.waitFor({ state: 'attached', timeout: 120_000 })
  await page.goto('about:blank')
  await forgetCopies(page, url)
  await page.addInitScript(pageScript(new URL('socket-gate.ts', import.meta.url)))
  await page.addInitScript(pageScript(new URL('page-harness.ts', import.meta.url)))
  await page.goto(`${url}/c/${canvas.canvasId}?bench=1&renderer=${renderer}`)
  await page.waitForFunction(() => window.renderPage !== undefined)
  return page
}

/** After the first moment a worker takes the painting over; it is waited for unless `RENDERER` is `main`. */
async function paintsForGood(page: Page): Promise<void> {
  if (renderer !== 'main') await page.locator('[data-ground=worker]').waitFor()
}

async function openPage(browser: Browser, server: ServerProcess, scene: RenderScene): Promise<OpenedPage> {
  const { url } = server
  const canvas = await makeSharedCanvas(url)
  await fillCanvas(url, canvas, scene)
  const context = await browser.newContext({ viewport: windowSize, deviceScaleFactor: 1, locale: 'en-GB' })
  const page = await enter(context, url, canvas)
  const clientId = randomUUID()
  let other: WebSocket | null = null
  let seq = 0
  return {
    page,
    load: async () => {
      const painted = await page.evaluate(
        (shapes) => window.harness?.untilPainted(() => window.openGate?.(), shapes),
        scene.shapes.length,
      )
      await paintsForGood(page)
      return painted
    },
    async sendMoves(moves: readonly RemoteMove[], perSecond) {
      other ??= await joinAsOther(url, canvas)
      const startMs = performance.now()
      for (let sent = 0; sent < moves.length; ) {
        const due = Math.min(moves.length, Math.floor(((performance.now() - startMs) * perSecond) / 1000))
        for (const { id, x, y } of moves.slice(sent, due)) {
          seq += 1
          const changes = [{ kind: 'update', id, set: { position: [x, y] } }]
          const operation = { id: operationId(), clientId, seq, changes }
          other.send(JSON.stringify({ type: 'operation', operation }))
        }
        sent = due
        await delay(5)
      }
    },
    async close() {
      other?.terminate()
      await context.close()
    },
  }
}

/** The app as it is built and served, with all of its interface, on the real server. */
export async function startFlowState(): Promise<RenderPeer> {
  await buildWebApp()
  const server = await startServer({ env: raisedLimits })
  return {
    name: 'flowstate',
    open: (browser, scene) => openPage(browser, server, scene),
    async stop() {
      await server.stop()
    },
  }
}
