import type { CanvasCopies, CanvasCopy } from './canvas-copies.ts'
import type { ClientClock } from './client-clock.ts'
import type { OutboxOwner } from './outbox-storage.ts'

/** Keeps the stored copy of one canvas near what is confirmed. */
export interface CopyKeeper {
  /** The confirmed state has moved: it will be written, some time. */
  moved(): void
  /** Writes now what has not been written: the page may be about to go. */
  save(): Promise<void>
  /** Drops the copy and writes none until the state moves again: it is nobody's to see, or not to be trusted. */
  forget(): Promise<void>
}

const firstWriteMs = 1_000
const writeIntervalMs = 5_000
/** Large canvases are written more seldom: ten thousand shapes every 30 s. */
const msPerShape = 3

/** Waits for a moment in which the page has nothing else to do, where the host knows such moments. */
function whenIdle(work: (moment: IdleDeadline | null) => void): void {
  if (typeof requestIdleCallback === 'function') requestIdleCallback(work, { timeout: 2_000 })
  else work(null)
}

/** What a moment must have left for another piece of packing, in ms. */
const pieceMs = 8
/** So long packing goes on in one moment, in ms: browsers call fifty an idle one, and a hand that moves then would wait for the rest. */
const momentMs = 12

/**
 * Writes seldom and late, never once per operation: at the earliest 1 s after a change and 5 s after the last write.
 * @param options.take the copy as it would be written now; null while there is nothing to keep
 * @param options.answered resolves when what the server has answered is out of the outbox: a copy must not hold a row whose
 *   operation a next start would still take for pending
 */
export function createCopyKeeper(options: {
  readonly copies: CanvasCopies
  readonly owner: OutboxOwner
  readonly clock: ClientClock
  take(): CanvasCopy | null
  answered(): Promise<void>
}): CopyKeeper {
  const { copies, clock } = options
  let isDue = false
  let cancelTimer: (() => void) | null = null
  let notBeforeMs = 0
  let writing: Promise<void> = Promise.resolve()
  /** The page may be about to go: nothing waits for an idle moment any more. */
  let isHurried = false
  let goOn = (): void => undefined
  /** Counts `forget`, so that no write under way outlives it. */
  let forgotten = 0

  let moment: IdleDeadline | null = null
  let momentBeganMs = 0
  const hasTimeLeft = (): boolean =>
    moment !== null && moment.timeRemaining() > pieceMs && clock.now() - momentBeganMs < momentMs
  const idleMoment = (): Promise<void> =>
    new Promise((resolve) => {
      goOn = resolve
      if (isHurried || hasTimeLeft()) resolve()
      else
        whenIdle((next) => {
          moment = next
          momentBeganMs = clock.now()
          resolve()
        })
    })

  function write(pause?: () => Promise<void>): Promise<void> {
    isHurried = pause === undefined
    if (isHurried) goOn()
    cancelTimer?.()
    cancelTimer = null
    const copy = isDue ? options.take() : null
    if (copy === null) return writing
    isDue = false
    notBeforeMs = clock.now() + Math.max(writeIntervalMs, copy.state.shapes.length * msPerShape)
    const mine = forgotten
    writing = Promise.all([writing, options.answered()])
      .then(() => (mine === forgotten ? copies.write(copy, pause) : undefined))
      // A copy that could not be written costs time, nothing else.
      .catch(() => undefined)
    return writing
  }

  return {
    moved() {
      isDue = true
      cancelTimer ??= clock.after(Math.max(firstWriteMs, notBeforeMs - clock.now()), () => {
        cancelTimer = null
        whenIdle(() => void write(idleMoment))
      })
    },
    save: () => write(),
    forget() {
      forgotten += 1
      isDue = false
      cancelTimer?.()
      cancelTimer = null
      writing = writing.then(() => copies.forget(options.owner))
      return writing
    },
  }
}
