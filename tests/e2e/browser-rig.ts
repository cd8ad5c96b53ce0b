import type { Browser, BrowserContextOptions } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { makeSharedCanvas, type SharedCanvas } from '../faults/public-api.ts'
import { sharedServerVariable } from '../support/browser-global-setup.ts'
import { launchChromium } from '../support/chromium.ts'
import { type ServerOptions, type ServerProcess, startServer } from '../support/server-process.ts'
import { type CanvasOnServer, canvasOnServer } from './canvas-on-server.ts'
import { describePerson } from './describe-person.ts'
import { openPerson, type Person, whenSaved } from './person.ts'

function sharedServer(): RigServer {
  const url = process.env[sharedServerVariable]
  if (!url) throw new Error('run through vitest: the browser project starts the server of the run')
  return {
    url,
    kill() {
      throw new Error('the server of the run is not this file’s to end: give it one of its own')
    },
  }
}

/** A server as a browser test sees it. */
export interface RigServer {
  readonly url: string
  kill(signal: NodeJS.Signals): void
}

export interface BrowserRig {
  server(): RigServer
  /** Another process on the same port and data, after the first has ended. */
  restartServer(): Promise<void>
  open(address: string, options?: BrowserContextOptions): Promise<Person>
  /** A canvas whose owner sits at the REST interface. */
  makeCanvas(): Promise<SharedCanvas>
  onServer(canvas: SharedCanvas): CanvasOnServer
  /** Somebody who has followed the edit link and sees the canvas saved. */
  join(canvas: SharedCanvas, options?: BrowserContextOptions): Promise<Person>
  /** Says that this test takes network or server away: failed requests are then no complaint. */
  expectOutages(): void
}

/**
 * One browser for the tests of a file, and the server of the run; or one of the file's own where `server` says how it is to
 * be, since it is set up in another way or ended on purpose. After each test everybody leaves, and nobody's console, policy
 * or network may have had anything to complain about.
 * @param options.installsApp whether pages install the service worker, which fetches and stores all of the app as soon as they
 *   have been open for a while: as much work again as opening the page
 */
export function useBrowserRig(
  options: {
    readonly server?: ServerOptions
    readonly browserArguments?: readonly string[]
    readonly installsApp?: boolean
  } = {},
): BrowserRig {
  const serviceWorkers = options.installsApp === true ? 'allow' : 'block'
  let own: ServerProcess | undefined
  let browser: Browser
  let people: Person[] = []
  let outagesExpected = false

  const server = () => own ?? sharedServer()
  beforeAll(async () => {
    if (options.server !== undefined) own = await startServer(options.server)
    browser = await launchChromium(options.browserArguments)
  })
  afterAll(async () => {
    await browser.close()
    await own?.stop()
  })
  afterEach(async ({ task }) => {
    const hasFailed = task.result?.state === 'fail'
    const evidence = hasFailed ? await Promise.all(people.map(describePerson)) : []
    const complaints = people.flatMap(({ watch }) => [
      ...watch.complaints,
      ...(outagesExpected ? [] : watch.outages),
    ])
    await Promise.all(people.map(({ context }) => context.close()))
    people = []
    outagesExpected = false
    if (hasFailed) throw new Error(['When it failed,', ...evidence].join('\n\na person saw '))
    expect(complaints).toEqual([])
  })

  const open: BrowserRig['open'] = async (address, contextOptions) => {
    const person = await openPerson(browser, address, { serviceWorkers, ...contextOptions })
    people.push(person)
    return person
  }
  return {
    server,
    async restartServer() {
      if (own === undefined) throw new Error('a file restarts only a server of its own')
      const { dataDirectory, port, stop } = own
      await own.exited
      const next = await startServer({ ...options.server, dataDirectory, port })
      own = {
        ...next,
        async stop() {
          const exit = await next.stop()
          await stop()
          return exit
        },
      }
    },
    open,
    makeCanvas: () => makeSharedCanvas(server().url),
    onServer: (canvas) => canvasOnServer(server().url, canvas),
    async join(canvas, contextOptions) {
      const address = `${server().url}/c/${canvas.canvasId}#share=${canvas.shareToken}`
      const person = await open(address, contextOptions)
      await whenSaved(person)
      return person
    },
    expectOutages() {
      outagesExpected = true
    },
  }
}
