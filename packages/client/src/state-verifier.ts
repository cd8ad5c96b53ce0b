import type { CanvasState } from '@flowstate/engine'
import type { ClientClock } from './client-clock.ts'
import type { HashState } from './late-hash-state.ts'

/** So many shapes are digested in a few milliseconds, even without the help of the platform. */
const shapesPerPiece = 200

/** Checks a state against what the server says it hashes to, without holding up whoever draws on it (CL5). */
export interface StateVerifier {
  /** One check at a time: a newer one takes the place of one under way. */
  verify(state: CanvasState, expected: string): void
  /** Forgets the check under way. */
  cancel(): void
}

/**
 * Does work a piece at a time, when there is time for it; `piece` answers whether there is more.
 * @returns calls off what is left
 */
export type InPieces = (piece: () => boolean) => () => void

export interface VerifierHost {
  readonly clock: ClientClock
  /**
   * Where it is given a small state is checked at once; else it is loaded for the first check, so that a page shows a canvas
   * before it has it. A check it cannot be loaded for is left out, and one whose state has moved on until then: the server says
   * the hash of a later version again.
   */
  readonly hashState?: HashState
  /** When a large state is digested. Absent: in turns that follow each other at once. */
  readonly inPieces?: InPieces
}

const loadHashState = async (): Promise<HashState> => (await import('./late-hash-state.ts')).hashState

function inTurns(clock: ClientClock): InPieces {
  return (piece) => {
    let cancel = () => {}
    const turn = () => {
      if (piece()) cancel = clock.after(0, turn)
    }
    cancel = clock.after(0, turn)
    return () => cancel()
  }
}

export function createStateVerifier(host: VerifierHost, diverged: () => void): StateVerifier {
  const { inPieces = inTurns(host.clock) } = host
  let { hashState } = host
  let cancelRest = () => {}

  function begin(state: CanvasState, expected: string, hashing: HashState): void {
    const steps = hashing(state)
    const piece = (): boolean => {
      if (!steps.advance(shapesPerPiece)) return true
      if (steps.hexHash() !== expected) diverged()
      return false
    }
    if (state.size > shapesPerPiece) cancelRest = inPieces(piece)
    else piece()
  }

  return {
    verify(state, expected) {
      cancelRest()
      if (hashState !== undefined) {
        begin(state, expected, hashState)
        return
      }
      const { version } = state
      let isWanted = true
      cancelRest = () => {
        isWanted = false
      }
      const loaded = (hashing: HashState): void => {
        hashState = hashing
        if (isWanted && state.version === version) begin(state, expected, hashing)
      }
      void loadHashState().then(loaded, () => undefined)
    },
    cancel: () => cancelRest(),
  }
}
