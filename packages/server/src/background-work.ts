import type { Logger } from 'pino'
import type { Clock } from './clock.ts'

const atOnceMax = 64

/** What goes on after an answer was given. */
export interface BackgroundWork {
  /** False when too much is going on already; failures are logged. */
  start(work: () => Promise<void>): boolean
  /** Resolves when nothing is going on, or after `msMax`. */
  finish(msMax: number): Promise<void>
}

export function createBackgroundWork(clock: Clock, log: Pick<Logger, 'warn'>): BackgroundWork {
  const running = new Set<Promise<void>>()
  return {
    start(work) {
      if (running.size >= atOnceMax) return false
      const done = work()
        .catch((error: unknown) => log.warn({ err: error }, 'work in the background failed'))
        .finally(() => running.delete(done))
      running.add(done)
      return true
    },
    async finish(msMax) {
      let cancel = () => {}
      const late = new Promise<void>((resolve) => {
        cancel = clock.after(msMax, resolve)
      })
      await Promise.race([Promise.all(running), late])
      cancel()
    },
  }
}
