import type { Duplex } from 'node:stream'
import { WebSocket } from 'ws'
import type { Clock } from '../clock.ts'
import type { SessionSocket, SocketEvents } from './session-socket.ts'
import { type BulkFrame, fragmentsOf } from './wire-frame.ts'

/** A peer that does not answer a close is cut off after this long; a revoked one must be gone within a second (AC3). */
const closeGraceMs = 800

/** A socket whose owner is named once it has been let in. */
export interface WsSessionSocket extends SessionSocket {
  /** From now on `events` hear what happens; what came before is handed over. */
  attach(events: SocketEvents): void
}

/**
 * A `ws` WebSocket as a session's socket. Frames are built once and written to the raw connection as they are: `ws` itself
 * writes whole frames synchronously, so the two never mix.
 */
export function createWsSessionSocket(ws: WebSocket, raw: Duplex, clock: Clock): WsSessionSocket {
  let events: SocketEvents | null = null
  let held: string[] = []
  let isOver = false
  let bulkBytesLeft = 0

  const isOpen = () => ws.readyState === WebSocket.OPEN && raw.writable
  const over = () => {
    if (isOver) return
    isOver = true
    events?.closed()
  }
  const close = (code: number, reason: string) => {
    ws.close(code, reason)
    ws.resume()
    const cancel = clock.after(closeGraceMs, () => ws.terminate())
    ws.once('close', cancel)
  }

  ws.on('message', (data, isBinary) => {
    if (isBinary) close(4400, 'bad message')
    else if (events) events.receive(data.toString())
    else held.push(data.toString())
  })
  ws.on('pong', () => events?.ponged())
  ws.on('close', over)
  // a broken connection ends in `close`; the error itself says nothing more
  ws.on('error', () => {})
  raw.on('drain', () => events?.drained())

  return {
    attach(next) {
      events = next
      const texts = held
      held = []
      for (const text of texts) next.receive(text)
      if (isOver) next.closed()
    },
    send(frame) {
      if (isOpen()) raw.write(frame.wire)
    },
    sendBulk(frame, written) {
      const fragments = [...fragmentsOf(frame)]
      bulkBytesLeft = bulkBytes(frame)
      const next = () => {
        const fragment = fragments.shift()
        if (!isOpen()) return
        if (!fragment) {
          written()
          return
        }
        const [header, payload] = fragment
        raw.cork()
        raw.write(header)
        const isLast = fragments.length === 0
        raw.write(payload, isLast ? undefined : next)
        raw.uncork()
        bulkBytesLeft -= payload.length
        if (isLast) written()
      }
      next()
    },
    bufferedBytes: () => raw.writableLength + bulkBytesLeft,
    ping() {
      if (isOpen()) ws.ping()
    },
    pause: () => ws.pause(),
    resume: () => ws.resume(),
    close,
  }
}

function bulkBytes(frame: BulkFrame): number {
  return frame.chunks.reduce((sum, chunk) => sum + chunk.length, 0)
}
