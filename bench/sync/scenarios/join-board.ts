import { setTimeout as delay } from 'node:timers/promises'
import { LoadRoom } from '../load/load-room.ts'
import { loadOperation } from '../load/op-stream.ts'
import type { LoadClient, LoadOperation, Peer } from '../load/peer-contract.ts'

const writers = 10
const batchSize = 100
const unacknowledgedMax = 4

export interface JoinBoardFigures {
  readonly fillMs: number
  readonly shapesSeen: number
  readonly bytes: number
  readonly wireMs: number
  readonly readyMs: number
  readonly serverCpuMsPerJoin: number
  readonly twentyAtOnceMs: number
  /** The first join after a crash; absent where nothing is kept. */
  readonly coldWireMs?: number
  readonly coldShapes?: number
  readonly serverRssMb: number
  readonly errors: readonly string[]
}

type Job = { readonly writer: number; readonly operations: readonly LoadOperation[] }

function fillJobs(shapes: number, moves: number): readonly Job[] {
  const seqs = new Array<number>(writers).fill(0)
  const shapesEach = shapes / writers
  const jobsOf = (kind: LoadOperation['kind'], count: number) =>
    Array.from({ length: Math.ceil(count / writers / batchSize) }, (_, batch) =>
      Array.from({ length: writers }, (_unused, writer) => {
        const operations = Array.from({ length: batchSize }, (_also, i) => {
          const seq = seqs[writer] ?? 0
          seqs[writer] = seq + 1
          return loadOperation(kind, writer, (batch * batchSize + i) % shapesEach, seq)
        })
        return { writer, operations }
      }),
    ).flat()
  return [...jobsOf('create', shapes), ...jobsOf('move', moves)]
}

/** Few messages at a time. Where the author's own operations come back each counts, elsewhere each message does. */
function fill(room: LoadRoom, jobs: readonly Job[]): Promise<void> {
  const acksPerMessage = room.peer.ack === 'self-echo' ? batchSize : 1
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`the fill stalled: ${room.errors.join('; ')}`)), 60_000)
    let acks = 0
    let next = 0
    const pump = () => {
      const done = Math.floor(acks / acksPerMessage)
      for (; next < jobs.length && next - done < unacknowledgedMax; next++) {
        const job = jobs[next]
        if (job === undefined) break
        const client = room.clientAt(job.writer)
        client.send(client.encodeBatch(job.operations))
      }
      if (done < jobs.length) return
      clearTimeout(timer)
      room.onAck = () => {}
      resolve()
    }
    room.onAck = (_client, count) => {
      acks += count
      pump()
    }
    pump()
  })
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return Math.round((sorted[sorted.length >> 1] ?? Number.NaN) * 100) / 100
}

/** S3: a board of `shapes` shapes, after `moves` further moves; then others come. */
export async function joinBoard(
  peer: Peer,
  load: { readonly shapes: number; readonly moves: number; readonly joins: number },
): Promise<JoinBoardFigures> {
  const room = new LoadRoom(peer)
  try {
    await room.start()
    await room.connectClients(writers, 1)
    const begunMs = performance.now()
    await fill(room, fillJobs(load.shapes, load.moves))
    const fillMs = Math.round(performance.now() - begunMs)
    // Past the two seconds after which some servers store the document, so that no store overlaps the joins.
    await delay(4_000)
    const newcomers = await newClients(room, 1_000, load.joins)
    const crowd = await newClients(room, 2_000, 20)
    const cpuMs = room.server.cpuMs()
    const joins = []
    for (const client of newcomers) {
      joins.push(await client.connect({ decode: true }))
      client.close()
      await delay(150)
    }
    const serverCpuMsPerJoin = Math.round(((room.server.cpuMs() - cpuMs) / load.joins) * 10) / 10
    const crowdBegunMs = performance.now()
    await Promise.all(crowd.map((client) => client.connect()))
    const twentyAtOnceMs = Math.round((performance.now() - crowdBegunMs) * 10) / 10
    for (const client of crowd) client.close()
    const serverRssMb = room.server.memoryMb().rss
    const last = joins.at(-1)
    return {
      fillMs,
      shapesSeen: last?.shapes ?? -1,
      bytes: last?.bytes ?? -1,
      wireMs: median(joins.map((join) => join.wireMs)),
      readyMs: median(joins.map((join) => join.readyMs)),
      serverCpuMsPerJoin,
      twentyAtOnceMs,
      serverRssMb,
      ...(peer.persistent && (await joinAfterCrash(room))),
      errors: room.errors.filter((error) => !error.includes('socket closed')),
    }
  } finally {
    await room.end()
  }
}

async function newClients(room: LoadRoom, from: number, count: number): Promise<readonly LoadClient[]> {
  const clients: LoadClient[] = []
  while (clients.length < count) clients.push(await room.newClient(from + clients.length))
  return clients
}

async function joinAfterCrash(room: LoadRoom): Promise<{ coldWireMs: number; coldShapes: number }> {
  for (const client of room.clients) client.close()
  await delay(3_000)
  await room.server.kill()
  await room.start()
  const client = await room.newClient(3_000)
  const { wireMs, shapes } = await client.connect({ decode: true })
  client.close()
  return { coldWireMs: Math.round(wireMs * 100) / 100, coldShapes: shapes }
}
