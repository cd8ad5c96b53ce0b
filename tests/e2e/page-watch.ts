import type { BrowserContext, Request } from 'playwright-core'

/** What went wrong in a person's browser, collected from the moment it was opened. */
export interface PageWatch {
  /** Errors on the console, uncaught exceptions, violated policies, requests to other hosts. */
  readonly complaints: readonly string[]
  /** Requests and sockets that failed: expected while the network or the server is away, nowhere else. */
  readonly outages: readonly string[]
  /** Requests that have neither come back nor failed. */
  unanswered(): readonly string[]
}

const outage =
  /^Failed to load resource|^WebSocket connection to|^An unknown error occurred when fetching the script/

/** Watches every page of a context. `origin` is the only host it may talk to. */
export function watchPages(context: BrowserContext, origin: string): PageWatch {
  const complaints: string[] = []
  const outages: string[] = []
  const underWay = new Set<Request>()
  const { host } = new URL(origin)
  context.on('console', (message) => {
    if (message.type() !== 'error') return
    const text = `${message.text()} (${message.location().url})`
    if (outage.test(text)) outages.push(text)
    else complaints.push(text)
  })
  context.on('weberror', (error) => complaints.push(`uncaught: ${error.error().message}`))
  context.on('requestfinished', (request) => underWay.delete(request))
  context.on('requestfailed', (request) => underWay.delete(request))
  context.on('request', (request) => {
    underWay.add(request)
    const url = new URL(request.url())
    const inside = url.protocol === 'data:' || url.protocol === 'blob:' || url.host === host
    if (!inside) complaints.push(`a request to another host: ${request.url()}`)
  })
  return { complaints, outages, unanswered: () => [...underWay].map((request) => request.url()) }
}
