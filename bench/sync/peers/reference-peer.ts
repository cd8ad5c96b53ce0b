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
import { clusterPids, startCluster, stopCluster } from '../load/throwaway-postgres.ts'
import { RawClient } from './raw-client.ts'
import { shapeValue } from './shape-value.ts'

const types = { operation: 1, cursor: 2, join: 3 } as const

function record(type: number, id: string, content: string): Buffer {
  const bytes = Buffer.allocUnsafe(4 + id.length + content.length)
  bytes[0] = type
  bytes[1] = id.length
  bytes.writeUInt16BE(content.length, 2)
  bytes.write(id + content, 4, 'latin1')
  return bytes
}

function operationRecord(operation: LoadOperation): Buffer {
  return record(types.operation, operation.shape, JSON.stringify(shapeValue(operation)))
}

class ReferenceClient extends RawClient implements LoadClient {
  private readonly options: LoadClientOptions

  constructor(options: LoadClientOptions) {
    super()
    this.options = options
  }

  async connect({ decode = false }: { readonly decode?: boolean } = {}): Promise<JoinFigures> {
    const { port, index, events } = this.options
    const begunMs = performance.now()
    const joined = new Promise<JoinFigures>((resolve) => {
      this.socket.onMessage = (payload) => {
        if (payload[0] !== types.join) return
        const wireMs = performance.now() - begunMs
        const shapes = decode ? parsedShapes(payload) : -1
        this.socket.onMessage = (later) =>
          scanMarkers(later, (kind, from, seq) => {
            if (from !== index) events.onRemote(kind, from, seq)
            else if (kind === operationKind) events.onAck(1)
          })
        resolve({ wireMs, readyMs: performance.now() - begunMs, bytes: this.socket.bytesIn, shapes })
      }
    })
    this.socket.onClose = (why) => events.onError(new Error(`client ${index}: ${why}`))
    await this.socket.connect(port, '/')
    this.socket.sendBinary(record(types.join, '', ''))
    return joined
  }

  encodeOperation(operation: LoadOperation): Buffer {
    return clientFrame(binaryFrame, operationRecord(operation))
  }

  encodeBatch(operations: readonly LoadOperation[]): Buffer {
    return clientFrame(binaryFrame, Buffer.concat(operations.map(operationRecord)))
  }

  encodeCursor({ x, y, marker }: LoadCursor): Buffer {
    const content = `[${this.options.index},${x},${y},"${marker}"]`
    return clientFrame(binaryFrame, record(types.cursor, '', content))
  }
}

function parsedShapes(payload: Buffer): number {
  let count = 0
  for (let at = 4; at < payload.length; count++) {
    const body = at + 4 + (payload[at + 1] ?? 0)
    const end = body + payload.readUInt16BE(at + 2)
    JSON.parse(payload.toString('latin1', body, end))
    at = end
  }
  return count
}

let postgresPort: number | undefined

/** The ceiling: the bare ordered log of reference-server.ts. */
export const referencePeer: Peer = {
  name: 'reference-postgres',
  ack: 'self-echo',
  keepsState: true,
  persistent: true,
  serverPlan: ({ port, dataDirectory }) => {
    postgresPort ??= 20_000 + (process.pid % 20_000)
    const clusterPort = postgresPort
    return {
      parameters: ['servers/reference-server.ts'],
      env: { PORT: String(port), PGPORT: String(clusterPort), NODE_ENV: 'production' },
      ready: { text: 'READY' },
      prepare: async () => startCluster(dataDirectory, clusterPort),
      cleanUp: async () => stopCluster(dataDirectory),
      extraPids: () => clusterPids(dataDirectory),
    }
  },
  client: (options) => new ReferenceClient(options),
}
