import * as syncCore from '@tldraw/sync-core'
import { createTLSchema, InstancePresenceRecordType, type TLPageId, type TLUserId } from '@tldraw/tlschema'
import { countText, scanMarkers } from '../load/op-marker.ts'
import type {
  JoinFigures,
  LoadClient,
  LoadClientOptions,
  LoadCursor,
  LoadOperation,
  Peer,
} from '../load/peer-contract.ts'
import { clientFrame, textFrame } from '../load/raw-websocket.ts'
import { RawClient } from './raw-client.ts'

const schema = JSON.stringify(createTLSchema().serialize())
const pushResult = Buffer.from('"push_result"')
const committed = Buffer.from('"action":"commit"')
const presenceStart = InstancePresenceRecordType.create({
  id: InstancePresenceRecordType.createId('x'),
  userId: 'user:bench' as string as TLUserId,
  userName: 'Bench',
  currentPageId: 'page:page' as string as TLPageId,
})

/** Exported when running, internal to the types. */
function protocolVersion(): number {
  const known: object = syncCore
  if (!('getTlsyncProtocolVersion' in known) || typeof known.getTlsyncProtocolVersion !== 'function') {
    throw new Error('this version of tldraw sync does not say its protocol')
  }
  return known.getTlsyncProtocolVersion()
}

function shapeRecord({ shape, x, y, marker }: LoadOperation): object {
  const props = {
    w: 120,
    h: 80,
    geo: 'rectangle',
    dash: 'draw',
    growY: 0,
    flipX: false,
    flipY: false,
    url: '',
    scale: 1,
    color: 'black',
    labelColor: 'black',
    fill: 'none',
    size: 'm',
    font: 'draw',
    align: 'middle',
    verticalAlign: 'middle',
    richText: { type: 'doc', content: [{ type: 'paragraph' }] },
  }
  const place = { parentId: 'page:page', index: 'a1', rotation: 0, isLocked: false, opacity: 1 }
  return { x, y, ...place, meta: { m: marker }, id: `shape:${shape}`, type: 'geo', props, typeName: 'shape' }
}

function recordChange(operation: LoadOperation): readonly unknown[] {
  if (operation.kind === 'create') return ['put', shapeRecord(operation)]
  const { x, y, marker } = operation
  return ['patch', { x: ['put', x], y: ['put', y], meta: ['patch', { m: ['put', marker] }] }]
}

class TldrawClient extends RawClient implements LoadClient {
  private clock = 0
  private isPresenceSent = false
  private keepAlive: NodeJS.Timeout | undefined
  private readonly options: LoadClientOptions

  constructor(options: LoadClientOptions) {
    super()
    this.options = options
  }

  async connect({ decode = false }: { readonly decode?: boolean } = {}): Promise<JoinFigures> {
    const { port, room, index, events } = this.options
    const begunMs = performance.now()
    const joined = new Promise<JoinFigures>((resolve) => {
      this.socket.onMessage = (payload) => {
        const wireMs = performance.now() - begunMs
        if (!payload.includes('"type":"connect"')) return
        let shapes = -1
        if (decode) {
          const message: { diff: object } = JSON.parse(payload.toString())
          shapes = Object.keys(message.diff).filter((id) => id.startsWith('shape:')).length
        }
        this.socket.onMessage = (later) => this.receive(later)
        resolve({ wireMs, readyMs: performance.now() - begunMs, bytes: this.socket.bytesIn, shapes })
      }
    })
    this.socket.onClose = (why) => events.onError(new Error(`client ${index}: ${why}`))
    const sessionId = `s${index}-${Math.random().toString(36).slice(2)}`
    await this.socket.connect(port, `/connect/${room}?sessionId=${sessionId}`)
    const hello = { type: 'connect', connectRequestId: `c${index}`, lastServerClock: 0 }
    const head = JSON.stringify({ ...hello, protocolVersion: protocolVersion() })
    this.socket.sendText(`${head.slice(0, -1)},"schema":${schema}}`)
    // As its own client does; the server drops a session after 20 s of silence.
    this.keepAlive = setInterval(() => this.socket.sendText('{"type":"ping"}'), 5_000)
    return joined
  }

  private receive(payload: Buffer): void {
    const acks = countText(payload, pushResult)
    if (acks > 0) {
      const verbatim = countText(payload, committed)
      if (verbatim !== acks) this.options.events.onError(new Error('a push was not committed as it was'))
      this.options.events.onAck(acks)
    }
    scanMarkers(payload, this.options.events.onRemote)
  }

  encodeOperation(operation: LoadOperation): Buffer {
    return this.encodeBatch([operation])
  }

  encodeBatch(operations: readonly LoadOperation[]): Buffer {
    const diff = Object.fromEntries(operations.map((op) => [`shape:${op.shape}`, recordChange(op)]))
    return clientFrame(textFrame, JSON.stringify({ type: 'push', clientClock: this.clock++, diff }))
  }

  encodeCursor({ x, y, marker }: LoadCursor): Buffer {
    const lastActivityTimestamp = 1_700_000_000_000 + this.clock
    const cursor = { x, y, type: 'default', rotation: 0 }
    const changes = {
      lastActivityTimestamp: ['put', lastActivityTimestamp],
      cursor: ['put', cursor],
      meta: ['patch', { m: ['put', marker] }],
    }
    const presence = this.isPresenceSent
      ? ['patch', changes]
      : ['put', { ...presenceStart, lastActivityTimestamp, cursor, meta: { m: marker } }]
    this.isPresenceSent = true
    return clientFrame(textFrame, JSON.stringify({ type: 'push', clientClock: this.clock++, presence }))
  }

  override close(): void {
    clearInterval(this.keepAlive)
    super.close()
  }
}

function tldraw(storage: 'memory' | 'sqlite'): Peer {
  return {
    name: `tldraw-${storage}`,
    ack: 'server-ack',
    keepsState: true,
    persistent: storage === 'sqlite',
    serverPlan: ({ port, dataDirectory }) => ({
      parameters: ['servers/tldraw-server.ts'],
      env: { PORT: String(port), DATA_DIR: dataDirectory, STORAGE: storage, NODE_ENV: 'production' },
      ready: { text: 'READY' },
    }),
    client: (options) => new TldrawClient(options),
  }
}

export const tldrawSqlite = tldraw('sqlite')
export const tldrawMemory = tldraw('memory')
