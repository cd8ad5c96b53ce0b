import { randomBytes, randomUUID } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { operationKind, scanMarkers } from '../load/op-marker.ts'
import type {
  JoinFigures,
  LoadClient,
  LoadClientOptions,
  LoadCursor,
  LoadOperation,
  Peer,
  ServerPlan,
} from '../load/peer-contract.ts'
import { clientFrame, textFrame } from '../load/raw-websocket.ts'
import { clusterPids, startCluster, stopCluster } from '../load/throwaway-postgres.ts'
import { RawClient } from './raw-client.ts'

const repository = fileURLToPath(new URL('../../..', import.meta.url))
const cursorKind = 'c'.charCodeAt(0)
const cursorsStart = Buffer.from('"items":[[')
const lowered = [Buffer.from('"type":"reject"'), Buffer.from('"type":"error"')]
const secretKey = randomBytes(32).toString('hex')

/** The limits of a public server would measure themselves; these are far above what the scenarios send. */
const raisedLimits = {
  LIMIT_OPERATIONS_PER_SECOND: '1000000',
  LIMIT_OPERATIONS_BURST: '1000000',
  LIMIT_OPERATIONS_IN_FLIGHT_MAX: '100000',
  LIMIT_MESSAGES_PER_SECOND: '1000000',
  LIMIT_MESSAGES_BURST: '1000000',
  LIMIT_CURSORS_PER_SECOND: '1000',
  LIMIT_SOCKETS_PER_USER_AND_CANVAS_MAX: '1000',
  LIMIT_CANVAS_BYTES_MAX: '100000000000',
  LIMIT_REST_REQUESTS_PER_MINUTE: '1000000',
  LIMIT_LOGINS_PER_MINUTE: '1000000',
}

interface Room {
  readonly canvasId: string
  readonly shareToken: string
}

async function post<Answer>(port: number, path: string, body: object, token?: string): Promise<Answer> {
  const response = await fetch(`http://127.0.0.1:${port}/api/v1${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`POST ${path}: ${response.status} ${await response.text()}`)
  const answer: Answer = await response.json()
  return answer
}

async function makeRoom(port: number): Promise<string> {
  const owner = await post<{ accessToken: string; workspaceId: string }>(port, '/auth/guest', {})
  const token = owner.accessToken
  const canvas = await post<{ id: string }>(
    port,
    `/workspaces/${owner.workspaceId}/canvases`,
    { name: 'Bench' },
    token,
  )
  const share = await post<{ token: string }>(port, `/canvases/${canvas.id}/shares`, { scope: 'edit' }, token)
  const room: Room = { canvasId: canvas.id, shareToken: share.token }
  return JSON.stringify(room)
}

/** A UUIDv7 of now. */
function operationId(): string {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(Date.now(), 0, 6)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

function changeOf({ kind, shape, x, y, marker }: LoadOperation): object {
  if (kind === 'move') return { kind: 'update', id: shape, set: { position: [x, y], name: marker } }
  const cells = { position: [x, y], size: [120, 80], stroke: 'ink', name: marker }
  return { kind: 'create', shape: { id: shape, kind: 'rectangle', ...cells } }
}

/** Cursors carry no room for a marker: x is the client and y the sequence number. */
function scanCursors(bytes: Buffer, found: (client: number, seq: number) => void): void {
  for (let at = bytes.indexOf(cursorsStart); at !== -1; at = bytes.indexOf(cursorsStart, at)) {
    at += cursorsStart.length - 1
    while (bytes[at] === 0x5b || bytes[at] === 0x2c) {
      const end = bytes.indexOf(0x5d, at)
      const [, x = '', y = ''] = bytes.toString('latin1', bytes.indexOf(0x5b, at) + 1, end).split(',')
      found(Number(x), Number(y))
      at = end + 1
    }
  }
}

class FlowStateClient extends RawClient implements LoadClient {
  private readonly clientId = randomUUID()
  private seq = 0
  private token = ''
  private readonly options: LoadClientOptions

  constructor(options: LoadClientOptions) {
    super()
    this.options = options
  }

  /** As everybody who comes by a link. */
  async signIn(): Promise<void> {
    const { port, index } = this.options
    const room: Room = JSON.parse(this.options.room)
    const guest = { token: room.shareToken, displayName: `Client ${index}` }
    const { accessToken } = await post<{ accessToken: string }>(port, '/shares/exchange', guest)
    this.token = accessToken
  }

  async connect({ decode = false }: { readonly decode?: boolean } = {}): Promise<JoinFigures> {
    const { port, index, events } = this.options
    const room: Room = JSON.parse(this.options.room)
    const query = new URLSearchParams({
      token: this.token,
      since: '0',
      protocol: '1',
      gzip: '1',
      clientId: this.clientId,
    })
    const begunMs = performance.now()
    const joined = new Promise<JoinFigures>((resolve) => {
      this.socket.onMessage = (payload, opcode) => {
        const wireMs = performance.now() - begunMs
        const shapes = decode ? countShapes(payload, opcode) : -1
        this.socket.onMessage = (later) => this.receive(later)
        resolve({ wireMs, readyMs: performance.now() - begunMs, bytes: this.socket.bytesIn, shapes })
      }
    })
    this.socket.onClose = (why) => events.onError(new Error(`client ${index}: ${why}`))
    await this.socket.connect(port, `/api/v1/canvases/${room.canvasId}/ws?${query}`)
    return joined
  }

  /** The own operation in the stream is the acknowledgement. */
  private receive(payload: Buffer): void {
    const { index, events } = this.options
    let isKnown = false
    scanMarkers(payload, (kind, from, seq) => {
      isKnown = true
      if (from !== index) events.onRemote(kind, from, seq)
      else if (kind === operationKind) events.onAck(1)
    })
    if (isKnown) return
    scanCursors(payload, (from, seq) => {
      if (from !== index) events.onRemote(cursorKind, from, seq)
    })
    if (lowered.some((text) => payload.includes(text))) {
      events.onError(new Error(payload.toString('utf8', 0, 300)))
    }
  }

  private message(operation: LoadOperation): object {
    this.seq += 1
    const { clientId, seq } = this
    return {
      type: 'operation',
      operation: { id: operationId(), clientId, seq, changes: [changeOf(operation)] },
    }
  }

  encodeOperation(operation: LoadOperation): Buffer {
    return clientFrame(textFrame, JSON.stringify(this.message(operation)))
  }

  encodeBatch(operations: readonly LoadOperation[]): Buffer {
    return clientFrame(textFrame, JSON.stringify(operations.map((operation) => this.message(operation))))
  }

  encodeCursor({ marker }: LoadCursor): Buffer {
    const [x, y] = [this.options.index, Number(marker.slice(7, 15))]
    return clientFrame(textFrame, JSON.stringify({ type: 'cursor', x, y }))
  }
}

function countShapes(payload: Buffer, opcode: number): number {
  const text = opcode === textFrame ? payload.toString() : gunzipSync(payload).toString()
  const sync: { state?: { shapes: readonly object[] } } = JSON.parse(text)
  return sync.state?.shapes.length ?? 0
}

let postgresPort: number | undefined

function serverPlan(port: number, dataDirectory: string, usesPostgres: boolean): ServerPlan {
  postgresPort ??= 20_000 + (process.pid % 20_000)
  const clusterPort = postgresPort
  const databaseUrl = `postgres://postgres@127.0.0.1:${clusterPort}/postgres`
  return {
    parameters: ['--conditions=flowstate-source', 'packages/server/src/main.ts'],
    workingDirectory: repository,
    env: {
      ...raisedLimits,
      HOST: '127.0.0.1',
      PORT: String(port),
      DATA_DIR: dataDirectory,
      SECRET_KEY: secretKey,
      LOG_LEVEL: 'warn',
      NODE_ENV: 'production',
      ...(usesPostgres && { DATABASE_URL: databaseUrl }),
    },
    ready: { url: `http://127.0.0.1:${port}/api/v1/health/ready` },
    ...(usesPostgres && {
      prepare: async () => startCluster(dataDirectory, clusterPort),
      cleanUp: async () => stopCluster(dataDirectory),
      extraPids: () => clusterPids(dataDirectory),
    }),
  }
}

function flowstate(name: string, usesPostgres: boolean): Peer {
  return {
    name,
    ack: 'self-echo',
    keepsState: true,
    persistent: true,
    serverPlan: ({ port, dataDirectory }) => serverPlan(port, dataDirectory, usesPostgres),
    prepareRoom: makeRoom,
    client: (options) => new FlowStateClient(options),
  }
}

export const flowstatePostgres = flowstate('flowstate-postgres', true)
export const flowstateEmbedded = flowstate('flowstate-embedded', false)
