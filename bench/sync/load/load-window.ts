import type { LoadRoom } from './load-room.ts'
import { machineBusyMs } from './proc-figures.ts'

export interface WindowFigures {
  readonly seconds: number
  readonly deliveredPerS: number
  readonly acksPerS: number
  readonly framesPerS: number
  readonly megabytesInPerS: number
  readonly serverCpuPct: number
  /** Of the server and its database. */
  readonly cpuSecondsPer10k: number | null
  readonly serverRssMb: number
  readonly loadCpuPct: number
  /** What neither the server nor the load generator used, in percent of one core: good to some 30 points. */
  readonly otherCpuPct: number
}

function rounded(value: number, digits = 1): number {
  return Math.round(value * 10 ** digits) / 10 ** digits
}

/** Starts counting; what it answers stops and gives the figures of the time between. */
export function openWindow(room: LoadRoom): () => WindowFigures {
  const begunMs = performance.now()
  const cpuMs = room.server.cpuMs()
  const own = process.cpuUsage()
  const busyMs = machineBusyMs()
  const { delivered, acks, bytesIn, framesIn } = room
  return () => {
    const seconds = (performance.now() - begunMs) / 1_000
    const usage = process.cpuUsage(own)
    const ownMs = (usage.user + usage.system) / 1_000
    const serverMs = room.server.cpuMs() - cpuMs
    const otherMs = machineBusyMs() - busyMs - serverMs - ownMs
    const acked = room.acks - acks
    return {
      seconds: rounded(seconds, 2),
      deliveredPerS: Math.round((room.delivered - delivered) / seconds),
      acksPerS: Math.round(acked / seconds),
      framesPerS: Math.round((room.framesIn - framesIn) / seconds),
      megabytesInPerS: rounded((room.bytesIn - bytesIn) / 1e6 / seconds, 2),
      serverCpuPct: rounded(serverMs / seconds / 10),
      cpuSecondsPer10k: acked > 0 ? rounded((serverMs / 1_000 / acked) * 10_000, 3) : null,
      serverRssMb: room.server.memoryMb().rss,
      loadCpuPct: rounded(ownMs / seconds / 10),
      otherCpuPct: rounded(otherMs / seconds / 10),
    }
  }
}
