import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { applyUpdate, Doc, encodeStateAsUpdate, encodeStateVector } from 'yjs'
import { operationKind, scanMarkers } from '../load/op-marker.ts'
import type {
  JoinFigures,
  LoadClient,
  LoadClientOptions,
  LoadCursor,
  LoadOperation,
  Peer,
} from '../load/peer-contract.ts'
import { binaryFrame, clientFrame } from '../load/raw-websocket.ts'
import { RawClient } from './raw-client.ts'
import { shapeValue } from './shape-value.ts'

const messageTypes = { sync: 0, awareness: 1, auth: 2, syncStatus: 8 } as const

type Writer = (encoder: encoding.Encoder) => void

/**
 * A client of Hocuspocus or y-websocket. It owns a small document that only makes its own updates, valid and concurrent,
 * encoded before the measured window; what arrives is attributed by its markers instead of being applied.
 */
class YjsClient extends RawClient implements LoadClient {
  private readonly doc = new Doc()
  private readonly shapes = this.doc.getMap('shapes')
  private readonly isHocuspocus: boolean
  private readonly prefix: Uint8Array
  private readonly options: LoadClientOptions
  private lastUpdate: Uint8Array = new Uint8Array()
  private awarenessClock = 0

  constructor(options: LoadClientOptions, isHocuspocus: boolean) {
    super()
    this.options = options
    this.isHocuspocus = isHocuspocus
    this.doc.on('update', (update: Uint8Array) => {
      this.lastUpdate = update
    })
    const encoder = encoding.createEncoder()
    if (isHocuspocus) encoding.writeVarString(encoder, options.room)
    this.prefix = encoding.toUint8Array(encoder)
  }

  private message(write: Writer): Uint8Array {
    const encoder = encoding.createEncoder()
    encoding.writeUint8Array(encoder, this.prefix)
    write(encoder)
    return encoding.toUint8Array(encoder)
  }

  private syncMessage(step: number, bytes: Uint8Array): Uint8Array {
    return this.message((encoder) => {
      encoding.writeVarUint(encoder, messageTypes.sync)
      encoding.writeVarUint(encoder, step)
      encoding.writeVarUint8Array(encoder, bytes)
    })
  }

  async connect({ decode = false }: { readonly decode?: boolean } = {}): Promise<JoinFigures> {
    const { port, room, index, events } = this.options
    const begunMs = performance.now()
    const joined = new Promise<JoinFigures>((resolve) => {
      let figures: JoinFigures | undefined
      let hasAnswered = false
      let hasStatus = !this.isHocuspocus
      this.socket.onMessage = (payload) => {
        const wireMs = performance.now() - begunMs
        const decoder = decoding.createDecoder(payload)
        if (this.isHocuspocus) decoding.readVarString(decoder)
        const type = decoding.readVarUint(decoder)
        if (type === messageTypes.syncStatus) hasStatus = true
        else if (type !== messageTypes.sync) return
        else if (decoding.readVarUint(decoder) === 0) {
          // Answered with nothing, as a fresh client would.
          this.socket.sendBinary(this.syncMessage(1, encodeStateAsUpdate(new Doc())))
          hasAnswered = true
        } else if (figures === undefined) {
          const shapes = decode ? shapesIn(decoding.readVarUint8Array(decoder)) : -1
          figures = { wireMs, readyMs: performance.now() - begunMs, bytes: this.socket.bytesIn, shapes }
        }
        if (figures === undefined || !hasAnswered || !hasStatus) return
        this.socket.onMessage = (later) => this.receive(later)
        resolve(figures)
      }
    })
    this.socket.onClose = (why) => events.onError(new Error(`client ${index}: ${why}`))
    await this.socket.connect(port, `/${room}`)
    if (this.isHocuspocus) this.socket.sendBinary(this.authMessage())
    this.socket.sendBinary(this.syncMessage(0, encodeStateVector(new Doc())))
    return joined
  }

  private authMessage(): Uint8Array {
    return this.message((encoder) => {
      encoding.writeVarUint(encoder, messageTypes.auth)
      encoding.writeVarUint(encoder, 0)
      encoding.writeVarString(encoder, '')
      encoding.writeVarString(encoder, '4.7.0')
    })
  }

  private receive(payload: Buffer): void {
    const { index, events } = this.options
    if (payload[this.prefix.length] === messageTypes.syncStatus) {
      events.onAck(1)
      return
    }
    scanMarkers(payload, (kind, from, seq) => {
      if (from !== index) events.onRemote(kind, from, seq)
      else if (!this.isHocuspocus && kind === operationKind) events.onAck(1)
    })
  }

  encodeOperation(operation: LoadOperation): Buffer {
    return this.encodeBatch([operation])
  }

  encodeBatch(operations: readonly LoadOperation[]): Buffer {
    this.doc.transact(() => {
      for (const operation of operations) this.shapes.set(operation.shape, shapeValue(operation))
    })
    return clientFrame(binaryFrame, this.syncMessage(2, this.lastUpdate))
  }

  encodeCursor({ x, y, marker }: LoadCursor): Buffer {
    const user = { name: 'Bench', color: '#FF6B6B' }
    const entry = encoding.createEncoder()
    encoding.writeVarUint(entry, 1)
    encoding.writeVarUint(entry, this.doc.clientID)
    encoding.writeVarUint(entry, ++this.awarenessClock)
    encoding.writeVarString(entry, JSON.stringify({ user, cursor: { x, y }, m: marker }))
    const message = this.message((encoder) => {
      encoding.writeVarUint(encoder, messageTypes.awareness)
      encoding.writeVarUint8Array(encoder, encoding.toUint8Array(entry))
    })
    return clientFrame(binaryFrame, message)
  }
}

function shapesIn(update: Uint8Array): number {
  const doc = new Doc()
  const shapes = doc.getMap('shapes')
  applyUpdate(doc, update)
  return shapes.size
}

function hocuspocus(storage: 'memory' | 'sqlite'): Peer {
  return {
    name: `hocuspocus-${storage}`,
    ack: 'server-ack',
    keepsState: true,
    persistent: storage === 'sqlite',
    serverPlan: ({ port, dataDirectory }) => ({
      parameters: ['servers/hocuspocus-server.ts'],
      env: { PORT: String(port), DATA_DIR: dataDirectory, STORAGE: storage, NODE_ENV: 'production' },
      ready: { text: 'READY' },
    }),
    client: (options) => new YjsClient(options, true),
  }
}

export const hocuspocusSqlite = hocuspocus('sqlite')

export const ywebsocket: Peer = {
  name: 'y-websocket',
  ack: 'self-echo',
  keepsState: true,
  persistent: false,
  serverPlan: ({ port }) => ({
    parameters: ['servers/ywebsocket-server.ts'],
    env: { PORT: String(port), NODE_ENV: 'production' },
    ready: { text: 'READY' },
  }),
  client: (options) => new YjsClient(options, false),
}
