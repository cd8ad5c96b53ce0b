import type { ClientClock } from './client-clock.ts'
import type { ClientSocket } from './connection.ts'

const isArray = (text: string): boolean => text.startsWith('[')

/** One frame of the messages of several, which are JSON of one message or of an array each (SY7). */
function joined(frames: readonly string[]): string {
  const [only] = frames
  if (frames.length === 1 && only !== undefined) return only
  const parts = frames.map((text) => (isArray(text) ? text.slice(1, -1) : text))
  return `[${parts.filter((part) => part !== '').join(',')}]`
}

/**
 * Hands on as one frame what comes within `gatherMs` of the frame before: every frame costs the receiver a pass over all that
 * follows from it, and what is looked at is painted less often than a busy canvas sends. After a pause a frame is handed on at
 * once, and so is a binary one, the state. Nothing changes its order, and what has come is handed on before the close.
 * @param options.isUrgent whether nothing may wait, for instance because timers of a hidden page are late
 */
export function gatherFrames(
  socket: ClientSocket,
  options: {
    readonly clock: ClientClock
    readonly gatherMs: number
    isUrgent?(): boolean
  },
): ClientSocket {
  const { clock, gatherMs } = options
  let waiting: string[] = []
  let cancel: (() => void) | null = null
  let handedAtMs = Number.NEGATIVE_INFINITY

  const hand = (data: unknown): void => {
    handedAtMs = clock.now()
    // The handlers say what they need of an event, and are only ever given that (ClientSocket).
    gathered.onmessage?.({ data } as never)
  }
  const handWaiting = (): void => {
    cancel?.()
    cancel = null
    const frames = waiting
    waiting = []
    if (frames.length > 0) hand(joined(frames))
  }

  const gathered: ClientSocket = {
    onopen: null,
    onmessage: null,
    onclose: null,
    onerror: null,
    get binaryType() {
      return socket.binaryType
    },
    set binaryType(type) {
      socket.binaryType = type
    },
    get readyState() {
      return socket.readyState
    },
    send: (text) => socket.send(text),
    close: (code, reason) => socket.close(code, reason),
  }
  socket.onopen = (event: never) => gathered.onopen?.(event)
  socket.onerror = (event: never) => gathered.onerror?.(event)
  socket.onclose = (event: never) => {
    handWaiting()
    gathered.onclose?.(event)
  }
  socket.onmessage = ({ data }: { readonly data: unknown }) => {
    const sinceMs = clock.now() - handedAtMs
    const canWait = typeof data === 'string' && sinceMs >= 0 && sinceMs < gatherMs
    if (typeof data === 'string' && (canWait || waiting.length > 0) && options.isUrgent?.() !== true) {
      waiting.push(data)
      cancel ??= clock.after(gatherMs - sinceMs, handWaiting)
      return
    }
    handWaiting()
    hand(data)
  }
  return gathered
}
