import type { ClientMessage, ServerMessage } from '@flowstate/protocol'

/** What a socket is opened with; the opener adds a ticket or token. */
export interface SocketRequest {
  readonly since: number
  readonly hash: string | null
  readonly epoch: string | null
  readonly clientId: string
}

/** Thrown by an opener that knows the answer is final (signed out, no access). */
export class ConnectionRefused extends Error {
  override readonly name = 'ConnectionRefused'
  readonly code: number
  constructor(code: number, reason: string) {
    super(reason)
    this.code = code
  }
}

/**
 * What the SDK needs of a WebSocket: browsers' and Node's own both fit, and so does the simulator's. The handlers are only
 * ever assigned here, so their parameters are as narrow as any implementation likes (`never`).
 */
export interface ClientSocket {
  binaryType: string
  onopen: ((event: never) => void) | null
  onmessage: ((event: never) => void) | null
  onclose: ((event: never) => void) | null
  onerror: ((event: never) => void) | null
  /** From 2 on it closes: what is said then reaches nobody, and browsers complain. One that does not say is taken for open. */
  readonly readyState?: number | undefined
  send(text: string): void
  close(code?: number, reason?: string): void
}

export interface ConnectionEvents {
  opened(): void
  /** Around the messages of one frame, which may be hundreds. */
  frame(deliver: () => void): void
  message(message: ServerMessage): void
  closed(code: number, reason: string): void
}

export interface Connection {
  send(message: ClientMessage): void
  close(): void
}

/** 1006: the socket went away without a close frame. */
const abnormalClosure = 1006

async function gunzip(data: ArrayBuffer): Promise<string> {
  const unzipped = new Blob([data]).stream().pipeThrough(new DecompressionStream('gzip'))
  return new Response(unzipped).text()
}

/**
 * A socket that speaks messages: a frame is one JSON message or an array; a binary frame is gzip of the JSON. Frames are
 * handled in the order they came, also while one is being unpacked. After `close` nothing more is reported but `closed`.
 */
export function openConnection(socket: ClientSocket, events: ConnectionEvents): Connection {
  let over = false
  /** Frames that came while a compressed one is being unpacked; null while none is. */
  let waiting: unknown[] | null = null

  const finish = (code: number, reason: string) => {
    if (over) return
    over = true
    events.closed(code, reason)
  }
  const deliver = (text: string) => {
    if (over) return
    let frame: unknown
    try {
      frame = JSON.parse(text)
    } catch {
      socket.close()
      finish(abnormalClosure, 'unreadable frame')
      return
    }
    events.frame(() => {
      for (const message of Array.isArray(frame) ? frame : [frame]) if (!over) events.message(message)
    })
  }
  const unpack = async (data: unknown): Promise<void> => {
    waiting = []
    try {
      deliver(await gunzip(data as ArrayBuffer))
    } catch {
      socket.close()
      finish(abnormalClosure, 'unreadable frame')
    }
    const next: unknown[] = waiting
    waiting = null
    for (const frame of next) receive(frame)
  }
  const receive = (data: unknown): void => {
    if (waiting) waiting.push(data)
    else if (typeof data === 'string') deliver(data)
    else void unpack(data)
  }

  socket.binaryType = 'arraybuffer'
  socket.onopen = () => {
    if (!over) events.opened()
  }
  socket.onmessage = (event: { readonly data: unknown }) => receive(event.data)
  socket.onclose = (event: { readonly code: number; readonly reason: string }) =>
    finish(event.code, event.reason)
  socket.onerror = () => {}
  return {
    send(message) {
      if (!over && (socket.readyState ?? 1) < 2) socket.send(JSON.stringify(message))
    },
    close() {
      socket.close()
      finish(abnormalClosure, 'closed by the client')
    },
  }
}
