import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toHex } from './hex.ts'
import { replay } from './replay.ts'
import { stateHash } from './state-hash.ts'
import { stateHashSteps } from './state-hash-steps.ts'
import { pureSha256 } from './testing/pure-sha256.ts'
import { seededRandom } from './testing/random-cells.ts'
import { randomHistory } from './testing/random-history.ts'

test('SN3 a hash made in steps is the hash of the state it was begun on, whatever comes meanwhile', () => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 1, max: 5 }), (seed, perStep) => {
      const log = randomHistory(seededRandom(seed), { steps: 20 })
      const at = Math.floor(log.state.version / 2)
      const moving = log.stateAt(at)
      const steps = stateHashSteps(moving, pureSha256)
      const { size } = moving
      let hash = steps.advance(perStep)
      let count = 1
      replay(log.rows.slice(at), moving)
      for (; hash === null; count++) hash = steps.advance(perStep)
      expect(toHex(hash)).toBe(toHex(stateHash(log.stateAt(at), pureSha256)))
      expect(count).toBe(Math.max(1, Math.ceil(size / perStep)))
    }),
    { numRuns: 100 },
  )
})
