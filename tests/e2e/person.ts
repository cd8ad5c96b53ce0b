import { gunzipSync } from 'node:zlib'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { eventually } from './canvas-on-server.ts'
import { paintedNow } from './canvas-pixels.ts'
import { type PageWatch, watchPages } from './page-watch.ts'

/** Somebody in front of a browser of their own: own cookies, own outbox. */
export interface Person {
  readonly page: Page
  readonly context: BrowserContext
  readonly watch: PageWatch
  /** Messages the server has sent over sockets to this person's page, in order. */
  readonly received: readonly ReceivedMessage[]
  /** Messages this person's page has sent over sockets, in order. */
  readonly sent: readonly object[]
}

/** A row, or the head that a `sync` brings a client to. */
interface SeenRow {
  readonly version: number
  readonly hash: string
}

export type ReceivedMessage =
  | { readonly type: 'operation'; readonly operation: SeenRow }
  | ({ readonly type: 'sync' } & SeenRow)
  | { readonly type: 'role_changed' | 'other' }

export const viewport = { width: 1200, height: 800 } as const

/** How long a person may wait for anything. Only a broken product comes near it. */
const patienceMs = 30_000

/** A binary frame is a `sync` with the state, packed. */
function readFrame<Message extends object>(payload: string | Buffer): Message[] {
  const text = typeof payload === 'string' ? payload : gunzipSync(payload).toString()
  const frame: Message | Message[] = JSON.parse(text)
  return Array.isArray(frame) ? frame : [frame]
}

/** Opens a browser of one's own at an address. */
export async function openPerson(
  browser: Browser,
  address: string,
  options: BrowserContextOptions = {},
): Promise<Person> {
  const context = await browser.newContext({ viewport, reducedMotion: 'reduce', locale: 'en-GB', ...options })
  context.setDefaultTimeout(patienceMs)
  const watch = watchPages(context, address)
  const page = await context.newPage()
  const received: ReceivedMessage[] = []
  const sent: object[] = []
  page.on('websocket', (socket) => {
    socket.on('framereceived', ({ payload }) => received.push(...readFrame<ReceivedMessage>(payload)))
    socket.on('framesent', ({ payload }) => sent.push(...readFrame(payload)))
  })
  await page.goto(address)
  return { page, context, watch, received, sent }
}

/** Another tab of the same person, with the same cookies and outbox. */
export async function openPage(context: BrowserContext, address: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(address)
  return page
}

/** What the page says about the state of saving. */
export function saveState(page: Page) {
  return page
    .getByRole('status')
    .filter({ hasText: /Saved|Saving|Connecting|Offline|Signed out|paused|closed/ })
}

/** Waits until the page says that everything is saved. */
export async function whenSaved({ page }: Person): Promise<void> {
  await saveState(page).filter({ hasText: 'Saved' }).waitFor({ state: 'attached' })
}

/**
 * What is painted on the canvas, without cursors and islands: equal strings are equal pictures. Waits until two frames in a
 * row are the same.
 */
export async function pictureOf({ page }: Person): Promise<string> {
  let last = ''
  await eventually('the picture of the canvas comes to rest', async () => {
    await page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    )
    const now = await paintedNow(page)
    const same = now === last
    last = now
    return same
  })
  return last
}

/** The newest row of the log that the server has brought this person's page to. */
export function lastRowSeen({ received }: Person): SeenRow | undefined {
  return received.reduce<SeenRow | undefined>((last, message) => {
    if (message.type === 'operation') return message.operation
    return message.type === 'sync' ? message : last
  }, undefined)
}
