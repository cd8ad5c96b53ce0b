import type { Clock } from './clock.ts'

/** What a signal to stop asks for. */
export type StopRequest = 'finish' | 'ignore' | 'end_now'

/** A terminal and the program that started us may both pass on one Ctrl-C. */
const echoMs = 1_000

/** Tells the first signal, which asks to finish in order, from its echo and from somebody who means it. */
export function createStopSignals(clock: Pick<Clock, 'now'>): () => StopRequest {
  let firstAtMs: number | null = null
  return () => {
    const nowMs = clock.now()
    if (firstAtMs === null) {
      firstAtMs = nowMs
      return 'finish'
    }
    return nowMs - firstAtMs < echoMs ? 'ignore' : 'end_now'
  }
}
