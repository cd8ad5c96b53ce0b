import type { ClientId, OperationId, ProposedChange, ShapeId, UserId } from '@flowstate/engine'
import type { ClientMessage, ServerMessage } from '@flowstate/protocol'
import type { CanvasClient } from '../canvas-client.ts'
import type { CanvasCopies, CanvasCopy } from '../canvas-copies.ts'
import type { ClientClock } from '../client-clock.ts'
import type { ClientSocket, SocketRequest } from '../connection.ts'
import type { InPieces } from '../in-pieces.ts'
import { hashState } from '../late-hash-state.ts'
import { createMemoryOutboxStorage } from '../memory-outbox-storage.ts'
import { openCanvasClient } from '../open-canvas-client.ts'
import type { ClaimedOutbox, OutboxStorage } from '../outbox-storage.ts'
import { canvasId, row, sync } from './sync-scenario.ts'

export const shapeId = 'shape-a-0000' as ShapeId
export const createShape: ProposedChange = {
  kind: 'create',
  shape: { id: shapeId, kind: 'rectangle', position: [5, 5], size: [10, 10] },
}
/** The row the server makes of `createShape`. */
export const createdRow = (id: OperationId, version = 1) =>
  row(version, {
    id,
    changes: [
      {
        kind: 'create',
        shape: {
          id: shapeId,
          kind: 'rectangle',
          parentId: null,
          index: 'a0',
          position: [5, 5],
          size: [10, 10],
        },
      },
    ],
  })

/** Lets everything run that waits for nothing but its turn. */
export async function turns(): Promise<void> {
  for (let i = 0; i < 30; i++) await Promise.resolve()
}

export function createTestClock(): ClientClock & { advance(ms: number): Promise<void> } {
  let nowMs = 1_000_000
  let timers: { readonly atMs: number; readonly callback: () => void }[] = []
  return {
    now: () => nowMs,
    after(delayMs, callback) {
      const timer = { atMs: nowMs + delayMs, callback }
      timers.push(timer)
      return () => {
        timers = timers.filter((other) => other !== timer)
      }
    },
    async advance(ms) {
      const untilMs = nowMs + ms
      for (;;) {
        const [next] = timers.filter(({ atMs }) => atMs <= untilMs).sort((a, b) => a.atMs - b.atMs)
        if (!next) break
        timers = timers.filter((other) => other !== next)
        nowMs = next.atMs
        next.callback()
        await turns()
      }
      nowMs = untilMs
    },
  }
}

/** The server's end of a socket. */
export interface TestSocket {
  readonly request: SocketRequest
  readonly sent: ClientMessage[]
  isClosed(): boolean
  open(): void
  receive(...messages: ServerMessage[]): void
  drop(code: number): void
  /** Open and in sync. */
  goLive(fields?: Parameters<typeof sync>[0]): void
}

function createTestSocket(
  request: SocketRequest,
  onSend: (message: ClientMessage) => void,
): { readonly near: ClientSocket; readonly far: TestSocket } {
  const sent: ClientMessage[] = []
  let closed = false
  const handlers: { [Name in 'onopen' | 'onmessage' | 'onclose']: ((event: never) => void) | null } = {
    onopen: null,
    onmessage: null,
    onclose: null,
  }
  const near: ClientSocket = Object.assign(handlers, {
    binaryType: '',
    onerror: null,
    send(text: string) {
      const message = JSON.parse(text) as ClientMessage
      sent.push(message)
      onSend(message)
    },
    close() {
      closed = true
    },
  })
  const call = (name: keyof typeof handlers, event: object) => handlers[name]?.(event as never)
  const far: TestSocket = {
    request,
    sent,
    isClosed: () => closed,
    open: () => call('onopen', {}),
    receive: (...messages) => call('onmessage', { data: JSON.stringify(messages) }),
    drop: (code) => call('onclose', { code, reason: '' }),
    goLive(fields = {}) {
      far.open()
      far.receive(sync(fields))
    },
  }
  return { near, far }
}

/** Wraps every outbox a storage gives out. */
export function wrapOutbox(
  storage: OutboxStorage,
  wrap: (outbox: ClaimedOutbox) => ClaimedOutbox,
): OutboxStorage {
  return { claim: async (owner, fresh: ClientId) => wrap(await storage.claim(owner, fresh)) }
}

export interface ClientHarness {
  readonly client: CanvasClient
  readonly sockets: TestSocket[]
  /** The newest socket. */
  socket(): TestSocket
  readonly clock: ReturnType<typeof createTestClock>
}

let opened = 0

/** A canvas client whose sockets, time and disk the test holds. */
export async function openTestClient(
  options: {
    readonly storage?: OutboxStorage
    readonly copies?: CanvasCopies
    readonly copy?: CanvasCopy
    readonly onSend?: (message: ClientMessage) => void
    /** Runs before a socket is given; may throw. */
    readonly beforeSocket?: (attempt: number) => Promise<void>
    readonly inPieces?: InPieces
  } = {},
): Promise<ClientHarness> {
  const sockets: TestSocket[] = []
  const clock = createTestClock()
  let attempts = 0
  let seed = ++opened * 1_000
  const nextByte = () => {
    seed = (seed * 31 + 7) % 65_521
    return seed & 255
  }
  const client = await openCanvasClient({
    canvasId,
    userId: 'user-a' as UserId,
    storage: options.storage ?? createMemoryOutboxStorage(),
    ...(options.copies && { copies: options.copies }),
    ...(options.copy && { copy: options.copy }),
    clock,
    hashState,
    ...(options.inPieces && { inPieces: options.inPieces }),
    randomBytes: (count) => Uint8Array.from({ length: count }, nextByte),
    async openSocket(request) {
      await options.beforeSocket?.(++attempts)
      const { near, far } = createTestSocket(request, options.onSend ?? (() => undefined))
      sockets.push(far)
      return near
    },
  })
  await turns()
  return { client, sockets, socket: () => sockets.at(-1) as TestSocket, clock }
}

/** Dispatches an edit that cannot be refused. */
export function edit(client: CanvasClient, changes: readonly ProposedChange[] = [createShape]): OperationId {
  const dispatched = client.dispatch(changes)
  if (!dispatched.ok) throw new Error(dispatched.error.detail)
  return dispatched.value
}

/** The operations a socket was sent, in order. */
export const operationsIn = (socket: TestSocket) =>
  socket.sent.flatMap((message) => (message.type === 'operation' ? [message.operation] : []))
