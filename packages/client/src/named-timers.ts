import type { ClientClock } from './client-clock.ts'

/** Timers by name: one that is started again begins anew. */
export interface NamedTimers<Name> {
  schedule(name: Name, delayMs: number): void
  cancel(name: Name): void
}

export function createNamedTimers<Name>(clock: ClientClock, ended: (name: Name) => void): NamedTimers<Name> {
  const cancels = new Map<Name, () => void>()
  const cancel = (name: Name) => {
    cancels.get(name)?.()
    cancels.delete(name)
  }
  return {
    schedule(name, delayMs) {
      cancel(name)
      cancels.set(
        name,
        clock.after(delayMs, () => {
          cancels.delete(name)
          ended(name)
        }),
      )
    },
    cancel,
  }
}
