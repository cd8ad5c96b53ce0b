import { setTimeout as delay } from 'node:timers/promises'
import type { LatencySummary } from '../load/latency-histogram.ts'
import { LoadRoom } from '../load/load-room.ts'
import { openWindow, type WindowFigures } from '../load/load-window.ts'
import { opStream } from '../load/op-stream.ts'
import type { Peer } from '../load/peer-contract.ts'

export interface SaturationFigures extends WindowFigures {
  readonly deliveryMs: LatencySummary | undefined
  readonly ackMs: LatencySummary | undefined
  readonly errors: readonly string[]
}

const framesAhead = 16_000
const operationsMax = 400_000

/** Encoded operations of one client: most of them made beforehand, more as they run out. */
function frameSupply(encode: () => Buffer): () => Buffer {
  let frames = Array.from({ length: framesAhead }, encode)
  let used = 0
  return () => {
    if (used === frames.length) {
      frames = Array.from({ length: 500 }, encode)
      used = 0
    }
    return frames[used++] ?? encode()
  }
}

/** S2: each client keeps `window` operations unacknowledged, as fast as the server lets it. */
export async function saturation(
  peer: Peer,
  load: { readonly clients: number; readonly window: number; readonly seconds: number },
): Promise<SaturationFigures> {
  const room = new LoadRoom(peer)
  try {
    await room.start()
    await room.connectClients(load.clients, operationsMax)
    const supplies = room.clients.map((client, i) => {
      const next = opStream(i, 20, 0)
      return frameSupply(() => client.encodeOperation(next()))
    })
    const push = (client: number, count: number) => {
      const supply = supplies[client]
      for (let i = 0; supply !== undefined && i < count; i++) room.sendNext(client, supply())
    }
    room.onAck = push
    for (let client = 0; client < load.clients; client++) push(client, load.window)
    await delay(2_000)
    const closeWindow = openWindow(room)
    room.recordedFromMs = performance.now()
    await delay(load.seconds * 1_000)
    room.recordedUntilMs = performance.now()
    const figures = closeWindow()
    room.onAck = () => {}
    await delay(1_500)
    const [deliveryMs, ackMs] = [room.deliveryMs.summary(), room.ackMs.summary()]
    return { ...figures, deliveryMs, ackMs, errors: room.errors }
  } finally {
    await room.end()
  }
}
