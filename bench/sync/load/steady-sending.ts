import { setTimeout as delay } from 'node:timers/promises'
import type { LatencySummary } from './latency-histogram.ts'
import type { LoadRoom } from './load-room.ts'
import { openWindow, type WindowFigures } from './load-window.ts'

const warmUpSeconds = 3

export interface SteadyLoad {
  readonly clients: number
  /** Items each client sends per second. */
  readonly rate: number
  readonly seconds: number
}

export interface SteadyFigures extends WindowFigures {
  readonly sentPerS: number
  readonly deliveryMs: LatencySummary | undefined
  readonly ackMs: LatencySummary | undefined
  readonly deliveredPct: number
  readonly errors: readonly string[]
}

export function itemsPerClient({ rate, seconds }: SteadyLoad): number {
  return Math.ceil((warmUpSeconds + seconds + 2) * rate)
}

/** Every client sends `rate` items a second, spread evenly; latencies are those of the window after the warm-up. */
export async function sendSteadily(
  room: LoadRoom,
  load: SteadyLoad,
  frames: readonly (readonly Buffer[])[],
): Promise<SteadyFigures> {
  const gapMs = 1_000 / load.rate
  const begunMs = performance.now() + 50
  const endMs = begunMs + (warmUpSeconds + load.seconds) * 1_000
  let sent = 0
  const total = load.clients * itemsPerClient(load)
  const tick = (): void => {
    const now = performance.now()
    for (; sent < total; sent++) {
      const client = sent % load.clients
      const round = Math.floor(sent / load.clients)
      const dueMs = begunMs + round * gapMs + (client * gapMs) / load.clients
      if (dueMs >= endMs) return
      if (dueMs > now) break
      const frame = frames[client]?.[round]
      if (frame !== undefined) room.sendNext(client, frame)
    }
    setTimeout(tick, 1)
  }
  tick()
  await delay(warmUpSeconds * 1_000 + 50)
  const closeWindow = openWindow(room)
  const sentBefore = sent
  room.recordedFromMs = performance.now()
  await delay(load.seconds * 1_000 - 20)
  room.recordedUntilMs = performance.now()
  const figures = closeWindow()
  const sentInWindow = sent - sentBefore
  await untilSilent(room)
  const expected = sentInWindow * (load.clients - 1)
  return {
    ...figures,
    sentPerS: Math.round(sentInWindow / figures.seconds),
    deliveryMs: room.deliveryMs.summary(),
    ackMs: room.ackMs.summary(),
    deliveredPct: Math.round((room.deliveryMs.count / expected) * 1_000) / 10,
    errors: room.errors,
  }
}

/**
 * Lets stragglers arrive, so that tail and loss are honest. A saturated server may block for seconds between bursts:
 * three seconds of silence end the wait.
 */
async function untilSilent(room: LoadRoom): Promise<void> {
  let silentMs = 0
  let seen = -1
  for (let waitedMs = 0; silentMs < 3_000 && waitedMs < 15_000; waitedMs += 250) {
    silentMs = room.delivered === seen ? silentMs + 250 : 0
    seen = room.delivered
    await delay(250)
  }
}
