import type { ClientClock } from './client-clock.ts'

/** The right to send a queue: one tab at a time has it. */
export interface Ownership {
  release(): void
}

/**
 * Tries to become the only sender of a clientId. Web Locks where the page has them (they end with the tab); over plain http
 * there are none, so a lease in local storage stands in. Should two tabs win after all, the server answers `seq_conflict`
 * and one of them takes a new clientId (CM7): nothing is lost.
 * @returns null when another tab has it
 */
export async function claimOwnership(clientId: string, clock: ClientClock): Promise<Ownership | null> {
  const name = `flowstate-client-${clientId}`
  if (typeof navigator !== 'undefined' && navigator.locks) return claimLock(name)
  if (typeof localStorage !== 'undefined') return lease(name, clock)
  return { release: () => {} }
}

/** Without the code for it nobody has a lease, and everybody may send. */
async function lease(name: string, clock: ClientClock): Promise<Ownership | null> {
  const part = await import('./queue-lease.ts').catch(() => null)
  return part === null ? { release: () => {} } : part.claimLease(name, clock)
}

function claimLock(name: string): Promise<Ownership | null> {
  return new Promise((answer, fail) => {
    navigator.locks
      .request(name, { ifAvailable: true }, (lock) => {
        if (!lock) return answer(null)
        return new Promise<void>((release) => answer({ release }))
      })
      .catch(fail)
  })
}
