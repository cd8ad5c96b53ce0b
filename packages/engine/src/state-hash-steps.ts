import { canonicalJson } from './canonical-json.ts'
import type { CanvasState } from './canvas-state.ts'
import { concatBytes, type Sha256 } from './hash.ts'
import { shapeDigest } from './state-hash.ts'
import { utf8 } from './utf8.ts'

/** The hash of a state, made a little at a time. */
export interface StateHashSteps {
  /** Digests so many shapes more; answers the hash once all are done. */
  advance(shapeCount: number): Uint8Array | null
}

/**
 * The hash of a state as it is now (SN3), for whoever must not be held up: fifty thousand shapes take a second in a browser.
 * Shapes are immutable, so the state may move on meanwhile.
 */
export function stateHashSteps(state: CanvasState, sha256: Sha256): StateHashSteps {
  const shapes = [...state.shapes()].sort((a, b) => (a.id < b.id ? -1 : 1))
  const parts = [sha256(utf8(canonicalJson(state.canvas)))]
  return {
    advance(shapeCount) {
      const from = parts.length - 1
      for (const shape of shapes.slice(from, from + shapeCount)) parts.push(shapeDigest(shape, sha256))
      return parts.length > shapes.length ? sha256(concatBytes(parts)) : null
    },
  }
}
