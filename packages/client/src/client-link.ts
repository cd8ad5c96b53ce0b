import type { ClientMessage, ServerMessage } from '@flowstate/protocol'
import {
  type ClientSocket,
  type Connection,
  ConnectionRefused,
  openConnection,
  type SocketRequest,
} from './connection.ts'

export interface LinkEvents {
  opened(): void
  /** Around the messages of one frame. */
  frame(deliver: () => void): void
  message(message: ServerMessage): void
  lost(code: number, reason: string): void
}

/** The one socket a client has at a time: late events of an earlier one are not taken for the new one's. */
export interface ClientLink {
  connect(request: SocketRequest): void
  send(message: ClientMessage): void
  disconnect(): void
}

/** 1006: no socket came of it. */
const noSocketCode = 1006

export function createClientLink(
  openSocket: (request: SocketRequest) => Promise<ClientSocket>,
  events: LinkEvents,
): ClientLink {
  let connection: Connection | null = null
  let socketNumber = 0

  function lost(code: number, reason: string): void {
    socketNumber++
    connection = null
    events.lost(code, reason)
  }

  return {
    connect(request) {
      const mine = ++socketNumber
      const current = () => mine === socketNumber
      openSocket(request).then(
        (socket) => {
          if (!current()) {
            socket.close()
            return
          }
          connection = openConnection(socket, {
            opened: () => current() && events.opened(),
            frame: events.frame,
            message: (message) => current() && events.message(message),
            closed: (code, reason) => current() && lost(code, reason),
          })
        },
        (error: unknown) => {
          if (!current()) return
          if (error instanceof ConnectionRefused) lost(error.code, error.message)
          else lost(noSocketCode, String(error))
        },
      )
    },
    send: (message) => connection?.send(message),
    disconnect() {
      const open = connection
      if (open) open.close()
      else socketNumber++
    },
  }
}
