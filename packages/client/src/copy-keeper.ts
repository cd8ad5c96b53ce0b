import type { CanvasCopies, CanvasCopy } from './canvas-copies.ts'
import type { ClientClock } from './client-clock.ts'
import { atOnce, type InPieces, inTurns } from './in-pieces.ts'
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

const doNothing = (): void => undefined

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
  /** When a copy is packed. Absent: in turns that follow each other at once. */
  readonly inPieces?: InPieces
  take(): CanvasCopy | null
  answered(): Promise<void>
}): CopyKeeper {
  const { copies, clock, inPieces = inTurns(clock) } = options
  let isDue = false
  let isPlanned = false
  let callOff = doNothing
  let notBeforeMs = 0
  let writing: Promise<void> = Promise.resolve()
  /** The page may be about to go: nothing waits any more. */
  let isHurried = false
  /** Does at once what is left of packing. */
  let finish = doNothing
  /** Counts `forget`, so that no write under way outlives it. */
  let forgotten = 0

  const packInPieces: InPieces = (piece) => {
    if (isHurried) return atOnce(piece)
    const packed = (): boolean => {
      const more = piece()
      if (!more) finish = doNothing
      return more
    }
    const cancel = inPieces(packed)
    finish = () => {
      cancel()
      atOnce(packed)
    }
    return cancel
  }

  function hurry(): void {
    isHurried = true
    finish()
  }

  function write(): Promise<void> {
    callOff()
    isPlanned = false
    const copy = isDue ? options.take() : null
    if (copy === null) return writing
    isDue = false
    notBeforeMs = clock.now() + Math.max(writeIntervalMs, copy.state.shapes.length * msPerShape)
    const mine = forgotten
    writing = Promise.all([writing, options.answered()])
      .then(() => (mine === forgotten ? copies.write(copy, packInPieces) : undefined))
      // A copy that could not be written costs time, nothing else.
      .catch(() => undefined)
    return writing
  }

  function writeQuietly(): void {
    isHurried = false
    void write()
  }

  return {
    moved() {
      isDue = true
      if (isPlanned) return
      isPlanned = true
      callOff = clock.after(Math.max(firstWriteMs, notBeforeMs - clock.now()), () => {
        // Putting the shapes in order is a piece of work too.
        callOff = inPieces(() => {
          writeQuietly()
          return false
        })
      })
    },
    save() {
      hurry()
      return write()
    },
    forget() {
      forgotten += 1
      isDue = false
      isPlanned = false
      callOff()
      hurry()
      writing = writing.then(() => copies.forget(options.owner))
      return writing
    },
  }
}
