import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gunzipSync } from 'node:zlib'
import { type CanvasId, type SessionId, shapeDigest, stateHash, toHex } from '@flowstate/engine'
import {
  type ClientMessage,
  defaultWireLimits,
  type ServerMessage,
  type WireLimits,
} from '@flowstate/protocol'
import { WebSocket } from 'ws'
import type { Author, Profile } from '../../access/author.ts'
import type { Bus, BusMessage } from '../../bus/bus.ts'
import { createMemoryBus } from '../../bus/memory-bus.ts'
import { type Clock, systemClock } from '../../clock.ts'
import { createCanvasLogs } from '../../log/canvas-logs.ts'
import { type LogHarness, logHarness, newId, sha256 } from '../../log/testing/log-harness.ts'
import { attachRealtime, type Realtime } from '../attach-realtime.ts'
import type { LaneReader } from '../lane-reader.ts'
import { createOriginPolicy } from '../origin-policy.ts'

/** A client that keeps what it hears. */
export interface TestClient {
  readonly messages: ServerMessage[]
  readonly ws: WebSocket
  send(message: ClientMessage | readonly ClientMessage[]): void
  raw(text: string | Buffer): void
  /** Resolves with the first message, heard or still to come, that fits; fails when the socket closes first. */
  next<Type extends ServerMessage['type']>(
    type: Type,
    fits?: (message: Extract<ServerMessage, { type: Type }>) => boolean,
  ): Promise<Extract<ServerMessage, { type: Type }>>
  /** The close code. */
  closed: Promise<number>
  /** Resolves after everything the server had to say to what was sent before. */
  settled(): Promise<void>
  close(): void
}

export interface TestInstance {
  readonly realtime: Realtime
  readonly bus: Bus
  readonly url: string
  readonly port: number
  connect(author: Author, query?: string, options?: ConnectOptions): Promise<TestClient>
  close(): Promise<void>
}

export interface ConnectOptions {
  readonly canvasId?: string
  readonly headers?: { readonly [name: string]: string }
  /** The token in the address; the author's own unless told. */
  readonly token?: string | null
}

/** What instances read beside the log: set by tests as the database would be. */
export interface TestLanes {
  commentNumber: number
  profiles: readonly Profile[]
}

export interface RealtimeHarness extends LogHarness {
  readonly beside: TestLanes
  serve(options?: {
    readonly bus?: Bus
    readonly limits?: Partial<WireLimits>
    readonly clock?: Clock
  }): Promise<TestInstance>
  close(): Promise<void>
}

/** Buses of several instances that lose what `isLost` says on the way to the others. */
export function linkedBuses(count: number, isLost: (message: BusMessage) => boolean): readonly Bus[] {
  const local = Array.from({ length: count }, () => createMemoryBus())
  return local.map((bus) => ({
    ...bus,
    publish(message) {
      bus.publish(message)
      if (!isLost(message)) for (const other of local) if (other !== bus) other.publish(message)
    },
    healthy: () => true,
  }))
}

export function openClient(url: string, headers: { readonly [name: string]: string } = {}): TestClient {
  const ws = new WebSocket(url, { headers, perMessageDeflate: false })
  const messages: ServerMessage[] = []
  const watchers = new Set<() => void>()
  let closeCode: number | null = null
  let pings = 0
  const changed = () => {
    for (const watcher of [...watchers]) watcher()
  }
  ws.on('message', (data: Buffer, isBinary) => {
    const frame = JSON.parse((isBinary ? gunzipSync(data) : data).toString()) as
      | ServerMessage
      | ServerMessage[]
    messages.push(...(Array.isArray(frame) ? frame : [frame]))
    changed()
  })
  ws.on('error', () => {})
  const closed = new Promise<number>((resolve) => {
    ws.on('close', (code) => {
      closeCode = code
      resolve(code)
      changed()
    })
  })
  const whenOpen = (work: () => void) => {
    if (ws.readyState === WebSocket.CONNECTING) ws.once('open', work)
    else work()
  }
  const client: TestClient = {
    messages,
    ws,
    closed,
    raw: (text) => whenOpen(() => ws.send(text)),
    send: (message) => client.raw(JSON.stringify(message)),
    next: (type, fits = () => true) =>
      new Promise((resolve, reject) => {
        const isMeant = (message: ServerMessage): message is Extract<ServerMessage, { type: typeof type }> =>
          message.type === type
        const look = () => {
          const found = messages.filter(isMeant).find(fits)
          if (found) {
            watchers.delete(look)
            resolve(found)
          } else if (closeCode !== null) {
            watchers.delete(look)
            reject(new Error(`closed with ${closeCode} before ${type}`))
          }
        }
        watchers.add(look)
        look()
      }),
    async settled() {
      const t = ++pings + 0.5
      client.send({ type: 'ping', t })
      await client.next('pong', (pong) => pong.t === t)
    },
    close: () => ws.close(),
  }
  return client
}

/** Real sockets over a real HTTP server on the in-memory log store. */
export function realtimeHarness(): RealtimeHarness {
  const harness = logHarness()
  const authors = new Map<string, Author>()
  const instances: TestInstance[] = []
  const beside: TestLanes = { commentNumber: 0, profiles: [] }
  const lanes: LaneReader = {
    readCommentNumbers: async (ids) => new Map(ids.map((id) => [id, beside.commentNumber])),
    readChangedProfiles: async () => ({ now: new Date(0), profiles: beside.profiles }),
  }

  const start: RealtimeHarness['serve'] = async (options = {}) => {
    const bus = options.bus ?? createMemoryBus()
    const limits = { ...defaultWireLimits, ...options.limits }
    const clock = options.clock ?? systemClock
    const logs = createCanvasLogs({ ...harness.deps, bus, clock, limits })
    const server = createServer()
    const realtime = attachRealtime(server, {
      logs,
      bus,
      limits,
      clock,
      access: {
        readRole: async (id, author) =>
          id === harness.canvasId ? harness.deps.access.readRole(id, author) : { role: null, accessNo: 0 },
      },
      stateHash: (state) => toHex(stateHash(state, sha256)),
      digestShape: (shape) => shapeDigest(shape, sha256),
      newSessionId: () => newId<SessionId>(),
      readHeads: (ids) => harness.store.readHeads(ids),
      lanes,
      origins: createOriginPolicy({
        publicUrl: 'https://board.example',
        allowedOrigins: [],
        ownNames: [],
      }),
      allowQueryToken: true,
      verifyAccessToken: async (token) => authors.get(token) ?? null,
      redeemTicket: async (ticket, canvasId: CanvasId) =>
        ticket.startsWith(`${canvasId}:`) ? (authors.get(ticket.slice(canvasId.length + 1)) ?? null) : null,
    })
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve)
    })
    const { port } = server.address() as AddressInfo
    const url = `ws://127.0.0.1:${port}/api/v1/canvases`
    const clients: TestClient[] = []
    const instance: TestInstance = {
      realtime,
      bus,
      url,
      port,
      async connect(author, query = 'protocol=1', connectOptions = {}) {
        const { canvasId = harness.canvasId, headers, token = author.userId } = connectOptions
        authors.set(author.userId, author)
        const credentials = token === null ? '' : `&token=${token}`
        const client = openClient(`${url}/${canvasId}/ws?${query}${credentials}`, headers)
        clients.push(client)
        return client
      },
      async close() {
        for (const client of clients) client.ws.terminate()
        await realtime.drain()
        await logs.drain()
        server.closeAllConnections()
        await new Promise((resolve) => {
          server.close(resolve)
        })
      },
    }
    instances.push(instance)
    return instance
  }

  return {
    ...harness,
    beside,
    serve: start,
    async close() {
      for (const instance of instances.splice(0)) await instance.close()
    },
  }
}
