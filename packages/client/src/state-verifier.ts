import { type CanvasState, type Sha256, stateHashSteps, toHex } from '@flowstate/engine'
import type { ClientClock } from './client-clock.ts'

/** So many shapes are digested in a few milliseconds, even without the help of the platform. */
const shapesPerTurn = 200

/** Checks a state against what the server says it hashes to, without holding up whoever draws on it (CL5). */
export interface StateVerifier {
  /** One check at a time: a newer one takes the place of one under way. */
  verify(state: CanvasState, expected: string): void
  /** Forgets the check under way. */
  cancel(): void
}

export function createStateVerifier(
  host: { readonly clock: ClientClock; readonly sha256: Sha256 },
  diverged: () => void,
): StateVerifier {
  let cancelTurn = () => {}
  return {
    verify(state, expected) {
      cancelTurn()
      const steps = stateHashSteps(state, host.sha256)
      const turn = () => {
        if (!steps.advance(shapesPerTurn)) cancelTurn = host.clock.after(0, turn)
        else if (toHex(steps.hash()) !== expected) diverged()
      }
      turn()
    },
    cancel: () => cancelTurn(),
  }
}
