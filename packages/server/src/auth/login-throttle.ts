import type { Clock } from '../clock.ts'

/** Attempts before the wait begins to grow. Many people may share one address. */
const freeAttemptsOf = (key: string) => (key.startsWith('address:') ? 50 : 5)
const waitMsMax = 15 * 60_000
const forgetAfterMs = 60 * 60_000
const keysMax = 20_000

interface Failures {
  readonly count: number
  readonly lastAtMs: number
}

/** Back-off for guessing: per account and per address, in this process, with or without Redis. */
export interface LoginThrottle {
  /** Seconds to wait before the next attempt; 0 when it may be made now. */
  waitSeconds(keys: readonly string[]): number
  failed(keys: readonly string[]): void
  succeeded(keys: readonly string[]): void
}

/**
 * After five failures (fifty from one address) each further one doubles the wait, from one second to a quarter of an hour. The memory is bounded:
 * the oldest keys are forgotten first.
 */
export function createLoginThrottle(clock: Clock): LoginThrottle {
  const failures = new Map<string, Failures>()

  function waitMs(key: string): number {
    const entry = failures.get(key)
    if (entry === undefined || entry.count < freeAttemptsOf(key)) return 0
    const wait = Math.min(1_000 * 2 ** (entry.count - freeAttemptsOf(key)), waitMsMax)
    return Math.max(0, entry.lastAtMs + wait - clock.now())
  }

  return {
    waitSeconds: (keys) => Math.ceil(Math.max(0, ...keys.map(waitMs)) / 1000),
    failed(keys) {
      for (const key of keys) {
        const before = failures.get(key)
        const fresh = before === undefined || clock.now() - before.lastAtMs > forgetAfterMs
        failures.delete(key)
        failures.set(key, { count: fresh ? 1 : before.count + 1, lastAtMs: clock.now() })
      }
      while (failures.size > keysMax) {
        const oldest = failures.keys().next()
        if (oldest.done) return
        failures.delete(oldest.value)
      }
    },
    succeeded(keys) {
      for (const key of keys) failures.delete(key)
    },
  }
}
