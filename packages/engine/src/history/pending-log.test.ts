import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { apply } from '../apply.ts'
import type { CanvasState } from '../canvas-state.ts'
import type { OperationId, UserId } from '../ids.ts'
import { resolve } from '../resolve.ts'
import { effectiveShape } from '../shape-cells.ts'
import { memoryLog, operationIdOf } from '../testing/memory-log.ts'
import { pick, seededRandom } from '../testing/random-cells.ts'
import { randomChanges } from '../testing/random-changes.ts'
import { historyUsers, randomHistory } from '../testing/random-history.ts'
import { stateFromWire, stateToWire } from '../wire-state.ts'
import { pendingLog } from './pending-log.ts'

interface Step {
  readonly id: OperationId
  readonly undoId?: OperationId
}

/**
 * A canvas without what a prediction cannot know: the versions, and the order keys. Where a shape that comes back stood among
 * siblings of long ago only the whole log tells (UN11); the server's row has the last word.
 */
function seen(state: CanvasState): unknown {
  const { canvas, shapes } = stateToWire(state)
  return { canvas, shapes: shapes.map((shape) => ({ ...effectiveShape(shape), index: '' })) }
}

/**
 * Whether a shape stands under the canvas that the server has put under a parent which was dead for a while: it stood under the
 * canvas in place of that parent, and only the whole log tells which it was.
 */
function hasFoundParent(view: CanvasState, server: CanvasState, onceDead: ReadonlySet<string>): boolean {
  return [...server.shapes()].some(
    ({ id, parentId }) => parentId !== null && onceDead.has(parentId) && view.get(id)?.parentId === null,
  )
}

describe('undo of what no log has yet', () => {
  test('UN8 a client that knows the confirmed state only predicts what the server makes of its undos and redos', () => {
    let planned = 0
    let runs = 0
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        runs += 1
        const random = seededRandom(seed)
        const server = randomHistory(random, { steps: 15 })
        const userId = pick(random, historyUsers) as UserId
        const onceDead = new Set<string>(
          server.rows.flatMap(({ changes }) =>
            changes.flatMap((one) => (one.kind === 'delete' ? one.ids : [])),
          ),
        )
        const confirmed = stateFromWire(stateToWire(server.state))
        const view = confirmed.fork()
        const pending = pendingLog(confirmed)
        const done: Step[] = []
        const undone: Step[] = []
        for (let i = 0; i < 25; i++) {
          const roll = random()
          if (roll < 0.3 && done.length > 0) {
            const [step] = done.splice(random() < 0.7 ? -1 : Math.floor(random() * done.length), 1) as [Step]
            const plan = pending.plan('undo', [step.id], view)
            if (plan === null) break
            planned += 1
            server.undo(userId, { target: [step.id] })
            apply(view, plan.changes)
            const undoId = operationIdOf(server.rows.length)
            pending.append({ ...plan, id: undoId, kind: 'undo' })
            undone.push({ id: step.id, undoId })
          } else if (roll < 0.5 && undone.length > 0) {
            const step = undone.pop() as Step
            const plan = pending.plan('redo', [step.undoId as OperationId], view)
            if (plan === null) break
            planned += 1
            server.redo(userId, { target: [step.undoId as OperationId] })
            apply(view, plan.changes)
            pending.append({ ...plan, id: operationIdOf(server.rows.length), kind: 'redo' })
            done.push({ id: step.id })
          } else {
            const changes = randomChanges(view, random)
            const resolved = resolve(view, changes)
            if (!resolved.ok || resolved.value.rebalance) continue
            const version = server.propose({ kind: 'edit', userId }, changes)
            if (version === undefined) throw new Error('the server refuses what the client has shown')
            apply(view, resolved.value.changes)
            pending.append({ id: operationIdOf(version), kind: 'edit', changes: resolved.value.changes })
            done.push({ id: operationIdOf(version) })
            undone.length = 0
          }
          if (hasFoundParent(view, server.state, onceDead)) break
          expect(seen(view)).toEqual(seen(server.state))
        }
      }),
      { numRuns: 300, examples: [[976626844]] },
    )
    // most steps can be predicted; a place from before what is confirmed cannot
    expect(planned).toBeGreaterThan(runs * 4)
  })

  test('UN8 what is in the log already is not predicted, nor is half of a step', () => {
    const server = memoryLog()
    const pending = pendingLog(server.state)
    const known = operationIdOf(1)
    pending.append({ id: known, kind: 'edit', changes: [] })
    expect(pending.plan('undo', [operationIdOf(2)], server.state)).toBeNull()
    expect(pending.plan('undo', [known, operationIdOf(2)], server.state)).toBeNull()
    expect(pending.plan('redo', [known], server.state)).toBeNull()
    expect(pending.plan('undo', [], server.state)).toBeNull()
    expect(pending.plan('undo', [known], server.state)).toMatchObject({ changes: [], undoOf: [1] })
  })
})
