import { scanMarkers } from '../load/op-marker.ts'
import type {
  JoinFigures,
  LoadClient,
  LoadClientOptions,
  LoadCursor,
  LoadOperation,
  Peer,
} from '../load/peer-contract.ts'
import { binaryFrame, clientFrame, textFrame } from '../load/raw-websocket.ts'
import { RawClient } from './raw-client.ts'

const operationBytes = 200
const cursorBytes = 120

/** socket.io framing as Excalidraw uses it: a text frame that announces two binary ones, the ciphertext and its iv. */
class ExcalidrawClient extends RawClient implements LoadClient {
  private readonly iv = clientFrame(binaryFrame, Buffer.from('abcdefghijkl'))
  private readonly options: LoadClientOptions

  constructor(options: LoadClientOptions) {
    super()
    this.options = options
  }

  async connect(): Promise<JoinFigures> {
    const { port, room, index, events } = this.options
    const begunMs = performance.now()
    const joined = new Promise<JoinFigures>((resolve) => {
      this.socket.onMessage = (payload, opcode) => {
        if (opcode !== textFrame) return
        const text = payload.toString()
        if (text.startsWith('0')) this.socket.sendText('40')
        else if (text.startsWith('42["init-room"')) this.socket.sendText(`42["join-room","${room}"]`)
        else if (text.startsWith('42["room-user-change"')) {
          this.socket.onMessage = (later, kind) => this.receive(later, kind)
          const wireMs = performance.now() - begunMs
          resolve({ wireMs, readyMs: wireMs, bytes: this.socket.bytesIn, shapes: -1 })
        }
      }
    })
    this.socket.onClose = (why) => events.onError(new Error(`client ${index}: ${why}`))
    await this.socket.connect(port, '/socket.io/?EIO=4&transport=websocket')
    return joined
  }

  private receive(payload: Buffer, opcode: number): void {
    if (opcode !== textFrame) scanMarkers(payload, this.options.events.onRemote)
    else if (payload.length === 1 && payload[0] === '2'.charCodeAt(0)) this.socket.sendText('3')
  }

  /** Stands for ciphertext: opaque bytes of a likely size, with the marker readable. */
  private message(event: string, marker: string, size: number): Buffer {
    const head = `452-["${event}","${this.options.room}",{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}]`
    const body = Buffer.alloc(size, '.')
    body.write(marker, 0, 'latin1')
    return Buffer.concat([clientFrame(textFrame, head), clientFrame(binaryFrame, body), this.iv])
  }

  encodeOperation({ marker }: LoadOperation): Buffer {
    return this.message('server-broadcast', marker, operationBytes)
  }

  encodeBatch(operations: readonly LoadOperation[]): Buffer {
    const markers = operations.map(({ marker }) => marker).join('')
    return this.message('server-broadcast', markers, operationBytes * operations.length)
  }

  encodeCursor({ marker }: LoadCursor): Buffer {
    return this.message('server-volatile-broadcast', marker, cursorBytes)
  }
}

export const excalidrawRelay: Peer = {
  name: 'excalidraw-relay',
  ack: 'peer-receipt',
  keepsState: false,
  persistent: false,
  serverPlan: ({ port }) => ({
    parameters: ['servers/excalidraw-relay.ts'],
    env: { PORT: String(port), NODE_ENV: 'production' },
    ready: { text: 'READY' },
  }),
  client: (options) => new ExcalidrawClient(options),
}
