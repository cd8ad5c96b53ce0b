import type { Browser, BrowserContextOptions } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { makeSharedCanvas, type SharedCanvas } from '../faults/public-api.ts'
import { launchChromium } from '../support/chromium.ts'
import { type ServerOptions, type ServerProcess, startServer } from '../support/server-process.ts'
import { type CanvasOnServer, canvasOnServer } from './canvas-on-server.ts'
import { openPerson, type Person, whenSaved } from './person.ts'

export interface BrowserRig {
  server(): ServerProcess
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
 * One server and one browser for the tests of a file. After each test everybody leaves, and nobody's console, policy or
 * network may have had anything to complain about.
 */
export function useBrowserRig(
  options: { readonly server?: ServerOptions; readonly browserArguments?: readonly string[] } = {},
): BrowserRig {
  let server: ServerProcess
  let browser: Browser
  let people: Person[] = []
  let outagesExpected = false

  beforeAll(async () => {
    server = await startServer(options.server)
    browser = await launchChromium(options.browserArguments)
  })
  afterAll(async () => {
    await browser.close()
    await server.stop()
  })
  afterEach(async () => {
    const complaints = people.flatMap(({ watch }) => [
      ...watch.complaints,
      ...(outagesExpected ? [] : watch.outages),
    ])
    await Promise.all(people.map(({ context }) => context.close()))
    people = []
    outagesExpected = false
    expect(complaints).toEqual([])
  })

  const open: BrowserRig['open'] = async (address, contextOptions) => {
    const person = await openPerson(browser, address, contextOptions)
    people.push(person)
    return person
  }
  return {
    server: () => server,
    async restartServer() {
      await server.exited
      const { dataDirectory, port } = server
      const { stop } = server
      const next = await startServer({ ...options.server, dataDirectory, port })
      server = {
        ...next,
        async stop() {
          const exit = await next.stop()
          await stop()
          return exit
        },
      }
    },
    open,
    makeCanvas: () => makeSharedCanvas(server.url),
    onServer: (canvas) => canvasOnServer(server.url, canvas),
    async join(canvas, contextOptions) {
      const address = `${server.url}/c/${canvas.canvasId}#share=${canvas.shareToken}`
      const person = await open(address, contextOptions)
      await whenSaved(person)
      return person
    },
    expectOutages() {
      outagesExpected = true
    },
  }
}
