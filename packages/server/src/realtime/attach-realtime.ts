import type { IncomingMessage, Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import type { CanvasId } from '@flowstate/engine'
import { closeCodes, encodeMessage, protocolVersion } from '@flowstate/protocol'
import { WebSocket, WebSocketServer } from 'ws'
import type { Author } from '../access/author.ts'
import { createAuthenticator } from './authenticate-socket.ts'
import type { OriginPolicy } from './origin-policy.ts'
import { createRoomRegistry, type RegistryDeps } from './room-registry.ts'
import { isSocketPath, readSocketRequest, type SocketRequest } from './socket-request.ts'
import { createWsSessionSocket } from './ws-session-socket.ts'

export interface RealtimeDeps extends RegistryDeps {
  readonly origins: OriginPolicy
  /** Whether `token` may stand in the address (`QUERY_TOKEN`). */
  readonly allowQueryToken: boolean
  redeemTicket(ticket: string, canvasId: CanvasId): Promise<Author | null>
}

/** The sockets of one instance. */
export interface Realtime {
  /** Refuses new sessions, ends the others in waves (SY9). */
  drain(): Promise<void>
  sessionCount(): number
}

type Closing = { readonly code: number; readonly reason: string }

/** Oldest protocol this server speaks. */
const protocolMin = 1
const closeGraceMs = 1_000

function refuseUpgrade(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

/** Serves `/api/v1/canvases/{id}/ws` on an HTTP server. */
export function attachRealtime(server: Server, deps: RealtimeDeps): Realtime {
  const registry = createRoomRegistry(deps)
  const authenticate = createAuthenticator(deps)
  const wss = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: deps.limits.frameBytesMax,
  })
  let draining = false
  let waiting = 0

  const refuse = (ws: WebSocket, { code, reason }: Closing, text?: string) => {
    if (text !== undefined && ws.readyState === WebSocket.OPEN) ws.send(text)
    ws.close(code, reason)
    // it was not read while it was being let in; its answer ends the connection at once
    ws.resume()
    const cancel = deps.clock.after(closeGraceMs, () => ws.terminate())
    ws.once('close', cancel)
  }
  const letIn = async (ws: WebSocket, raw: Duplex, asked: SocketRequest): Promise<Closing | null> => {
    if (asked.protocol !== null && asked.protocol < protocolMin) return closeCodes.clientTooOld
    const author = await authenticate(ws, asked)
    if (author === null) return closeCodes.unauthenticated
    const { role, accessNo } = await deps.access.readRole(asked.canvasId, author)
    if (role === null) return closeCodes.notFound
    if (draining) return closeCodes.restart
    if (ws.readyState !== WebSocket.OPEN) return null
    const socket = createWsSessionSocket(ws, raw, deps.clock)
    const admission = {
      author,
      role,
      accessNo,
      request: asked.request,
      clientId: asked.clientId,
      gzip: asked.gzip,
      gatherMs: asked.gatherMs,
      simple: asked.protocol === null,
    }
    const session = await registry.join(asked.canvasId, admission, socket)
    if (session === 'gone') return closeCodes.notFound
    if (session === 'full') return closeCodes.rate
    socket.attach(session)
    ws.resume()
    return null
  }
  const onOpen = (ws: WebSocket, raw: Duplex, asked: SocketRequest) => {
    ws.on('error', () => {})
    waiting++
    letIn(ws, raw, asked)
      .then(
        (closing) => {
          if (closing) refuse(ws, closing)
        },
        (error) => {
          deps.onError?.(error)
          refuse(ws, closeCodes.tryLater)
        },
      )
      .finally(() => {
        waiting--
      })
  }
  const onUpgrade = (request: IncomingMessage, raw: Duplex, head: Buffer) => {
    raw.on('error', () => {})
    const url = request.url ?? ''
    if (!isSocketPath(url)) {
      refuseUpgrade(raw, '404 Not Found')
      return
    }
    const { origin, host } = request.headers
    const address = server.address() as AddressInfo | string | null
    const port = address !== null && typeof address === 'object' ? address.port : 0
    const isAllowed =
      deps.origins.isHostAllowed(host ?? null) && deps.origins.isOriginAllowed(origin ?? null, port)
    if (!isAllowed) {
      refuseUpgrade(raw, '403 Forbidden')
      return
    }
    if (draining || waiting >= deps.limits.socketsWaitingMax) {
      refuseUpgrade(raw, '503 Service Unavailable')
      return
    }
    const asked = readSocketRequest(url)
    wss.handleUpgrade(request, raw, head, (ws) => {
      if (asked) onOpen(ws, raw, asked)
      else {
        ws.on('error', () => {})
        const detail = `A parameter is not well formed; protocol ${protocolVersion}`
        refuse(ws, closeCodes.badMessage, encodeMessage({ type: 'error', code: 'bad_request', detail }))
      }
    })
  }
  server.on('upgrade', onUpgrade)

  return {
    async drain() {
      draining = true
      await registry.drain()
    },
    sessionCount: registry.sessionCount,
  }
}
