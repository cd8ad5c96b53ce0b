import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptyState } from '../layered-state.ts'
import { anna, shapeNamed } from '../testing/memory-canvas.ts'
import { memoryLog } from '../testing/memory-log.ts'
import { seededRandom } from '../testing/random-cells.ts'
import { randomStep } from '../testing/random-history.ts'
import type { HistoryRow } from './history-row.ts'
import { runPlan } from './plan-driver.ts'
import { planRedo } from './plan-redo.ts'
import { planRestore } from './plan-restore.ts'
import { planRevert } from './plan-revert.ts'
import { planUndo } from './plan-undo.ts'

const runs = { numRuns: 150 }

/** Rows nobody could have committed, some of them near enough to real ones to be taken for such. */
const forgedRow: fc.Arbitrary<Omit<HistoryRow, 'version' | 'id'>> = fc
  .record(
    {
      kind: fc.constantFrom('edit', 'undo', 'redo', 'restore', 'revert', 'import', 'system'),
      userId: fc.constantFrom('anna', 'bert', undefined),
      undoOf: fc.oneof(fc.array(fc.integer({ min: -2, max: 60 })), fc.anything()),
      part: fc.oneof(fc.tuple(fc.integer(), fc.integer()), fc.constant(undefined)),
      gesture: fc.constantFrom('drag', undefined),
      changes: fc.array(
        fc.oneof(
          fc.anything(),
          fc.record({ kind: fc.constant('create'), shape: fc.anything() }),
          fc.record({
            kind: fc.constantFrom('update', 'text', 'delete'),
            id: fc.constantFrom(shapeNamed('a'), '__proto__', 3),
            ids: fc.oneof(fc.array(fc.anything()), fc.constant([shapeNamed('a')])),
            set: fc.oneof(fc.anything(), fc.record({ place: fc.array(fc.string()), fill: fc.anything() })),
            unset: fc.anything(),
            delta: fc.anything(),
          }),
        ),
      ),
    },
    { noNullPrototype: true },
  )
  .map((row) => JSON.parse(JSON.stringify(row)))

describe('planners on any log', () => {
  it('CM13 forged and unknown rows never make a plan throw', () => {
    fc.assert(
      fc.property(fc.nat(), fc.array(forgedRow, { maxLength: 20 }), (seed, forged) => {
        const random = seededRandom(seed)
        const log = memoryLog()
        const shape = { id: shapeNamed('a'), kind: 'note', position: [0, 0], size: [1, 1] }
        log.propose({ kind: 'edit', userId: anna }, [{ kind: 'create', shape }])
        for (const { changes, ...row } of forged) {
          log.append(row, changes)
          randomStep(random, log, { steps: 1 })
        }
        const { state, reader } = log
        for (const plan of [planUndo({ state, userId: anna }), planRedo({ state, userId: anna })]) {
          expect(['commit', 'nothing']).toContain(runPlan(plan, reader).kind)
        }
        const reverted = runPlan(planRevert({ state, userId: anna, from: 0, to: 99 }), reader)
        expect(['commit', 'nothing']).toContain(reverted.kind)
        expect(['commit', 'nothing']).toContain(planRestore({ state, target: emptyState() }).kind)
      }),
      runs,
    )
  })

  it('CM13 a plan reads as many pages as there are rows and no more, whatever the reader answers', () => {
    const silent = { rows: () => [], state: () => emptyState() }
    const state = emptyState()
    expect(runPlan(planUndo({ state, userId: anna }), silent)).toMatchObject({ reason: 'nothing_left' })
    const row: HistoryRow = {
      version: 7,
      id: 'x' as string as HistoryRow['id'],
      kind: 'edit',
      userId: anna,
      changes: [],
    }
    const stuck = { rows: () => Array.from({ length: 5000 }, () => row), state: () => emptyState() }
    expect(runPlan(planUndo({ state, userId: anna }), stuck)).toMatchObject({ kind: 'nothing' })
  })
})
