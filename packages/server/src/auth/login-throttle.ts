import type { Clock } from '../clock.ts'

/** Attempts before the wait begins to grow. Many people may share one address. */
const freeAttemptsOf = (key: string) => (key.startsWith('address:') ? 50 : 5)
const waitMsMax = 15 * 60_000
const forgetAfterMs = 60 * 60_000
const keysMax = 20_000

const minuteMs = 60_000

interface Failures {
  readonly count: number
  readonly lastAtMs: number
}

interface Attempts {
  readonly count: number
  readonly sinceMs: number
}

/** Back-off for guessing: per account and per address, in this process, with or without Redis. */
export interface LoginThrottle {
  /** Seconds to wait before the next attempt; 0 when it may be made now. */
  waitSeconds(keys: readonly string[]): number
  /** A password is about to be looked at, whatever comes of it: so many times a minute and account. */
  attempted(account: string): void
  failed(keys: readonly string[]): void
  succeeded(keys: readonly string[]): void
}

/** The memory is bounded: what was put first goes first. */
function put<Value>(map: Map<string, Value>, key: string, value: Value): void {
  map.delete(key)
  map.set(key, value)
  for (const oldest of map.keys()) {
    if (map.size <= keysMax) return
    map.delete(oldest)
  }
}

/**
 * After five failures (fifty from one address) each further one doubles the wait, from one second to a quarter of an hour.
 * @param loginsPerMinute attempts at one account, right or wrong
 */
export function createLoginThrottle(clock: Clock, loginsPerMinute: number): LoginThrottle {
  const failures = new Map<string, Failures>()
  const attempts = new Map<string, Attempts>()

  function leftOfMinuteMs(key: string): number {
    const entry = attempts.get(key)
    if (entry === undefined || entry.count < loginsPerMinute) return 0
    return Math.max(0, entry.sinceMs + minuteMs - clock.now())
  }

  function backOffMs(key: string): number {
    const entry = failures.get(key)
    if (entry === undefined || entry.count < freeAttemptsOf(key)) return 0
    const wait = Math.min(1_000 * 2 ** (entry.count - freeAttemptsOf(key)), waitMsMax)
    return Math.max(0, entry.lastAtMs + wait - clock.now())
  }

  return {
    waitSeconds: (keys) => Math.ceil(Math.max(0, ...keys.map(backOffMs), ...keys.map(leftOfMinuteMs)) / 1000),
    attempted(account) {
      const before = attempts.get(account)
      const isNew = before === undefined || clock.now() - before.sinceMs >= minuteMs
      if (isNew) put(attempts, account, { count: 1, sinceMs: clock.now() })
      else attempts.set(account, { ...before, count: before.count + 1 })
    },
    failed(keys) {
      for (const key of keys) {
        const before = failures.get(key)
        const fresh = before === undefined || clock.now() - before.lastAtMs > forgetAfterMs
        put(failures, key, { count: fresh ? 1 : before.count + 1, lastAtMs: clock.now() })
      }
    },
    succeeded(keys) {
      for (const key of keys) failures.delete(key)
    },
  }
}
