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

const loadSha256 = async (): Promise<Sha256> => (await import('@noble/hashes/sha2.js')).sha256

/**
 * @param host.sha256 where it is given a small state is checked at once; else it is loaded for the first check, so that a page
 *   shows a canvas before it has it. A check it cannot be loaded for is left out, and one whose state has moved on until then:
 *   the server says the hash of a later version again.
 */
export function createStateVerifier(
  host: { readonly clock: ClientClock; readonly sha256?: Sha256 },
  diverged: () => void,
): StateVerifier {
  let { sha256 } = host
  let cancelTurn = () => {}

  function begin(state: CanvasState, expected: string, hashing: Sha256): void {
    const steps = stateHashSteps(state, hashing)
    const turn = () => {
      if (!steps.advance(shapesPerTurn)) cancelTurn = host.clock.after(0, turn)
      else if (toHex(steps.hash()) !== expected) diverged()
    }
    turn()
  }

  return {
    verify(state, expected) {
      cancelTurn()
      if (sha256 !== undefined) {
        begin(state, expected, sha256)
        return
      }
      const { version } = state
      let isWanted = true
      cancelTurn = () => {
        isWanted = false
      }
      const loaded = (hashing: Sha256): void => {
        sha256 = hashing
        if (isWanted && state.version === version) begin(state, expected, hashing)
      }
      void loadSha256().then(loaded, () => undefined)
    },
    cancel: () => cancelTurn(),
  }
}
