import type { CanvasId } from '@flowstate/engine'
import { closeCodes, protocolVersion } from '@flowstate/protocol'
import { type ClientSocket, ConnectionRefused, type SocketRequest } from './connection.ts'
import { type RestClient, RestError } from './rest-client.ts'

/**
 * Opens sockets the way the app does: a single-use ticket from REST, then the WebSocket. An answer that will not change
 * (signed out, no access) is thrown as ConnectionRefused, everything else is worth another try (SY5).
 */
export function ticketSocketOpener(options: {
  readonly rest: RestClient
  readonly canvasId: CanvasId
  /** `new WebSocket(url)`, in browsers and Node alike. */
  readonly createSocket: (url: string) => ClientSocket
  /** Frames that follow each other within so long, in ms, may come as one (SY7). Absent: they come at once. */
  readonly gatherMs?: number
  /** Origin of the page, when `rest.baseUrl` is empty. */
  readonly origin: string
}): (request: SocketRequest) => Promise<ClientSocket> {
  const { rest, canvasId } = options
  return async (request) => {
    let ticket: string
    try {
      ticket = (await rest.post<{ ticket: string }>(`/canvases/${canvasId}/tickets`)).ticket
    } catch (error) {
      if (error instanceof RestError && error.status === 401)
        throw new ConnectionRefused(closeCodes.unauthenticated.code, error.message)
      if (error instanceof RestError && (error.status === 404 || error.status === 403))
        throw new ConnectionRefused(closeCodes.notFound.code, error.message)
      throw error
    }
    const query = new URLSearchParams({
      since: String(request.since),
      clientId: request.clientId,
      protocol: String(protocolVersion),
      gzip: '1',
      ticket,
    })
    if (options.gatherMs !== undefined) query.set('gather', String(options.gatherMs))
    if (request.hash !== null) query.set('hash', request.hash)
    if (request.epoch !== null) query.set('epoch', request.epoch)
    const base = (rest.baseUrl || options.origin).replace(/^http/, 'ws')
    return options.createSocket(`${base}/api/v1/canvases/${canvasId}/ws?${query}`)
  }
}
