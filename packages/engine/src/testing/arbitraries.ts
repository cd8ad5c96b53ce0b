import fc from 'fast-check'
import type { CanvasState } from '../canvas-state.ts'
import type { OperationId } from '../ids.ts'
import type { Proposal } from '../operation.ts'
import { randomUuid, seededRandom } from './random-cells.ts'
import { type RandomRow, randomChanges, randomScene } from './random-changes.ts'

/** A state with the log that made it and a generator for what happens next. */
export interface ArbitraryScene {
  readonly rows: readonly RandomRow[]
  readonly state: CanvasState
  readonly seed: number
}

/** Scenes of shapes of all kinds; shrinks towards fewer operations. */
export const arbitraryScene: fc.Arbitrary<ArbitraryScene> = fc
  .record({ seed: fc.nat(), operations: fc.nat({ max: 40 }) })
  .map(({ seed, operations }) => ({ ...randomScene(seededRandom(seed), operations), seed }))

/** Proposals in normal form, each fitting some scene. */
export const arbitraryProposal: fc.Arbitrary<Proposal> = fc
  .record({ scene: arbitraryScene, seed: fc.nat() })
  .map(({ scene, seed }) => {
    const random = seededRandom(seed)
    return { id: randomUuid(random) as OperationId, changes: randomChanges(scene.state, random) }
  })
