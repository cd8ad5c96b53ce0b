import type { ClientClock } from './client-clock.ts'

const leaseMs = 6_000
const renewMs = 2_000
/** Timers of a page that has been hidden for long come once a minute. */
const hiddenLeaseMs = 90_000

/**
 * Owns a queue until a time that is written to local storage and renewed as long as the page lives; a page that is put away for
 * good gives it free at once.
 * @returns null while the lease of another page lasts
 */
export function claimLease(name: string, clock: ClientClock): { release(): void } | null {
  if (Number(localStorage.getItem(name) ?? 0) > clock.now()) return null
  const ended = new AbortController()
  let cancel = () => {}

  function renew(): void {
    cancel()
    localStorage.setItem(name, String(clock.now() + (document.hidden ? hiddenLeaseMs : leaseMs)))
    cancel = clock.after(renewMs, renew)
  }

  function release(): void {
    ended.abort()
    cancel()
    localStorage.removeItem(name)
  }

  renew()
  const { signal } = ended
  document.addEventListener('visibilitychange', renew, { signal })
  addEventListener('pagehide', ({ persisted }) => persisted || release(), { signal })
  return { release }
}
