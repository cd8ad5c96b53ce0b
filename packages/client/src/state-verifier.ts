import type { CanvasState, HashedState } from '@flowstate/engine'
import type { ClientClock } from './client-clock.ts'
import { type InPieces, inTurns } from './in-pieces.ts'
import type { HashState } from './late-hash-state.ts'

/** So many shapes are digested in a few milliseconds, even without the help of the platform. */
const shapesPerPiece = 200

/** Checks a state against what the server says it hashes to, without holding up whoever draws on it (CL5). */
export interface StateVerifier {
  /** Of the state as it is now. One check at a time: a newer one takes the place of one under way. */
  verify(state: CanvasState, expected: string): void
  /** Forgets the check under way. */
  cancel(): void
}

export interface VerifierHost {
  readonly clock: ClientClock
  /**
   * Where it is given a small state is checked at once; else it is loaded when there is time for the first check, so that a page
   * shows a canvas before it has it. A check it cannot be loaded for is left out: the server says the hash of a later version
   * again.
   */
  readonly hashState?: HashState
  /** When a large state is digested, and what that needs is loaded. Absent: in turns that follow each other at once. */
  readonly inPieces?: InPieces
}

const loadHashState = async (): Promise<HashState> => (await import('./late-hash-state.ts')).hashState

const doNothing = (): void => undefined

export function createStateVerifier(host: VerifierHost, diverged: () => void): StateVerifier {
  const { inPieces = inTurns(host.clock) } = host
  let { hashState } = host
  let cancel = doNothing

  return {
    verify(state, expected) {
      cancel()
      let isWanted = true
      let callOff = doNothing
      // What is over or called off lets go of the shapes.
      const end = (): void => {
        isWanted = false
        callOff()
        if (cancel === end) cancel = doNothing
      }
      cancel = end
      const schedule = (piece: () => boolean): void => {
        callOff = inPieces(() => isWanted && piece())
      }
      const pieceOf = (taken: HashedState, hashing: HashState): (() => boolean) => {
        const steps = hashing(taken)
        return () => {
          if (!steps.advance(shapesPerPiece)) return true
          end()
          if (steps.hexHash() !== expected) diverged()
          return false
        }
      }
      if (hashState !== undefined) {
        const piece = pieceOf(state, hashState)
        if (state.size > shapesPerPiece) schedule(piece)
        else piece()
        return
      }
      const shapes = [...state.shapes()]
      const taken = { canvas: state.canvas, shapes: () => shapes.values() }
      schedule(() => {
        const loaded = (hashing: HashState): void => {
          hashState = hashing
          if (isWanted) schedule(pieceOf(taken, hashing))
        }
        void loadHashState().then(loaded, end)
        return false
      })
    },
    cancel: () => cancel(),
  }
}
