import { type HashedState, type StateHashSteps, stateHashSteps } from '@flowstate/engine'
import { sha256 } from '@noble/hashes/sha2.js'

/** Begins to hash a state as it is now. */
export type HashState = (state: HashedState) => StateHashSteps

/** With a digest of its own: `crypto.subtle` is only there where the page came over HTTPS or from this very machine. */
export const hashState: HashState = (state) => stateHashSteps(state, sha256)
