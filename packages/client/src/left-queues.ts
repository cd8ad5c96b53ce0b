import type { ClientId } from '@flowstate/engine'
import type { ClientClock } from './client-clock.ts'
import type { ClaimedOutbox, LeftQueue } from './outbox-storage.ts'

const firstPauseMs = 500
const pauseMsMax = 30_000
/** So long a queue must have been without an owner: a tab that is reloaded takes its own back sooner. */
const ripeMs = 2_000

/** Looks for what tabs of the same user leave unsent. */
export interface LeftQueueWatch {
  /** Looks from now on, if it does not already. */
  start(): void
  /** Does not look before the next `start`. */
  rest(): void
}

/**
 * Of a tab just closed it may take a moment until it has let go of its queue, and of one that is closed later nobody tells: the
 * pauses between two looks grow from half a second to half a minute (CL3).
 * @param adopt resolves when the entries are in the queue of this tab: whether they are on its disk
 */
export function watchLeftQueues(
  { takeLeft }: Pick<ClaimedOutbox, 'takeLeft'>,
  clock: ClientClock,
  adopt: (left: LeftQueue) => Promise<boolean>,
): LeftQueueWatch {
  /** Of the run that is on; a look of one before it changes nothing. */
  let run: object | null = null
  let cancel = () => {}
  /** When queues without an owner were first seen, as far as they still were at the last look. */
  let seenMs = new Map<ClientId, number>()

  async function look(mine: object, pauseMs: number): Promise<void> {
    const sightings = new Map<ClientId, number>()
    const isRipe = (clientId: ClientId): boolean => {
      const sinceMs = seenMs.get(clientId) ?? clock.now()
      sightings.set(clientId, sinceMs)
      return clock.now() - sinceMs >= ripeMs
    }
    const left = await takeLeft(isRipe).catch(() => null)
    seenMs = sightings
    let isAdopted = false
    try {
      if (left !== null && run === mine) isAdopted = await adopt(left)
    } finally {
      await left?.done().catch(() => undefined)
      const isRipening = left === null && sightings.size > 0
      const doubled = Math.min(2 * pauseMs, pauseMsMax)
      if (run === mine) wait(mine, isAdopted ? firstPauseMs : isRipening ? ripeMs : doubled)
    }
  }

  function wait(mine: object, pauseMs: number): void {
    cancel = clock.after(pauseMs, () => void look(mine, pauseMs))
  }

  return {
    start() {
      if (run !== null) return
      run = {}
      wait(run, firstPauseMs)
    },
    rest() {
      run = null
      cancel()
    },
  }
}
