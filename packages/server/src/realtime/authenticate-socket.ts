import type { CanvasId } from '@flowstate/engine'
import { decodeClientMessage, type WireLimits } from '@flowstate/protocol'
import type { WebSocket } from 'ws'
import type { Author } from '../access/author.ts'
import type { Clock } from '../clock.ts'
import type { SocketRequest } from './socket-request.ts'

export interface AuthenticatorDeps {
  readonly clock: Clock
  readonly limits: WireLimits
  readonly allowQueryToken: boolean
  verifyAccessToken(token: string): Promise<Author | null>
  redeemTicket(ticket: string, canvasId: CanvasId): Promise<Author | null>
}

type Authenticator = (ws: WebSocket, asked: SocketRequest) => Promise<Author | null>

/**
 * Finds out who opened a socket: by a ticket or a token in its address, or by an `auth` message that has to come first and
 * soon. The socket is not read further before it has been let in.
 */
export function createAuthenticator(deps: AuthenticatorDeps): Authenticator {
  const firstToken = (ws: WebSocket): Promise<string | null> =>
    new Promise((resolve) => {
      const done = (token: string | null) => {
        cancel()
        ws.off('message', read)
        ws.off('close', gone)
        ws.pause()
        resolve(token)
      }
      const read = (data: { toString(): string }, isBinary: boolean) => {
        const [message] = isBinary ? [] : decodeClientMessage(data.toString(), deps.limits)
        done(message?.type === 'auth' ? message.token : null)
      }
      const gone = () => done(null)
      const cancel = deps.clock.after(deps.limits.authenticateTimeoutMs, gone)
      ws.on('message', read)
      ws.on('close', gone)
    })
  const inTime = <Value>(work: Promise<Value>): Promise<Value | null> =>
    new Promise((resolve, reject) => {
      const cancel = deps.clock.after(deps.limits.authenticateTimeoutMs, () => resolve(null))
      work.then(resolve, reject).finally(cancel)
    })

  return async (ws, asked) => {
    const { credentials } = asked
    switch (credentials.kind) {
      case 'ticket':
        ws.pause()
        return inTime(deps.redeemTicket(credentials.ticket, asked.canvasId))
      case 'token':
        ws.pause()
        return deps.allowQueryToken ? inTime(deps.verifyAccessToken(credentials.token)) : null
      case 'none': {
        const token = await firstToken(ws)
        return token === null ? null : inTime(deps.verifyAccessToken(token))
      }
    }
  }
}
