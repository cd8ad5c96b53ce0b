import type { ClientClock } from './client-clock.ts'

/**
 * Lets the newest value through at most once per interval; the first goes at once. `merge` joins a value that still waits
 * with the one that replaces it.
 */
export function createThrottle<T>(options: {
  readonly clock: ClientClock
  readonly intervalMs: number
  readonly send: (value: T) => void
  readonly merge?: (waiting: T, next: T) => T
}): { push(value: T): void; cancel(): void } {
  let waiting: { readonly value: T } | null = null
  let cancelTimer: (() => void) | null = null
  const tick = () => {
    cancelTimer = null
    if (!waiting) return
    const { value } = waiting
    waiting = null
    cancelTimer = options.clock.after(options.intervalMs, tick)
    options.send(value)
  }
  return {
    push(value) {
      if (!cancelTimer) {
        cancelTimer = options.clock.after(options.intervalMs, tick)
        options.send(value)
        return
      }
      waiting = { value: waiting && options.merge ? options.merge(waiting.value, value) : value }
    },
    cancel() {
      waiting = null
      cancelTimer?.()
      cancelTimer = null
    },
  }
}
