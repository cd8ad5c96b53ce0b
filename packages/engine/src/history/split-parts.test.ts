import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson } from '../canonical-json.ts'
import type { Change } from '../change.ts'
import { diff } from '../diff.ts'
import { emptyState } from '../layered-state.ts'
import { limits } from '../limits.ts'
import { replay } from '../replay.ts'
import { shapeNamed } from '../testing/memory-canvas.ts'
import { seededRandom } from '../testing/random-cells.ts'
import { randomHistory } from '../testing/random-history.ts'
import { utf8Length } from '../utf8.ts'
import { splitIntoParts } from './split-parts.ts'

function bytesOf(part: readonly Change[]): number {
  return utf8Length(canonicalJson(part))
}

describe('sets of parts', () => {
  it('OP9 parts keep the limits and together do what the whole does', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 7 }), (seed, changesMax) => {
        const { state } = randomHistory(seededRandom(seed), { steps: 40 })
        const changes = [...diff(emptyState(), state)]
        const largest = Math.max(60, ...changes.map((change) => bytesOf([change])))
        const parts = splitIntoParts(changes, { changesMax, bytesMax: largest })
        for (const part of parts) {
          expect(part.length).toBeLessThanOrEqual(changesMax)
          expect(bytesOf(part)).toBeLessThanOrEqual(largest)
        }
        const after = replay(parts.map((part, i) => ({ version: i + 1, changes: part })))
        expect(diff(after, state)).toEqual([])
      }),
      { numRuns: 100 },
    )
  })

  it('OP9 a delete of many is split itself; no changes are one empty part', () => {
    const ids = Array.from({ length: 80_000 }, (_, i) => shapeNamed(`${i}`))
    const parts = splitIntoParts([{ kind: 'delete', ids }])
    expect(parts.length).toBeGreaterThan(1)
    for (const part of parts) expect(bytesOf(part)).toBeLessThanOrEqual(limits.operationBytesMax)
    expect(parts.flat().flatMap((change) => (change.kind === 'delete' ? change.ids : []))).toEqual(ids)
    expect(splitIntoParts([])).toEqual([[]])
  })
})
