import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CanvasState } from '../canvas-state.ts'
import { diff } from '../diff.ts'
import { limits } from '../limits.ts'
import { anna, bert, memoryCanvas, shapeNamed } from '../testing/memory-canvas.ts'
import { randomInteger, seededRandom } from '../testing/random-cells.ts'
import { randomHistory } from '../testing/random-history.ts'
import { planRestore } from './plan-restore.ts'

const runs = { numRuns: 150 }

function orders(state: CanvasState): ReadonlyMap<string, readonly string[]> {
  const orders = new Map<string, readonly string[]>()
  const parents = new Set([null, ...[...state.shapes()].map((shape) => state.effectiveParent(shape))])
  for (const parentId of parents)
    orders.set(
      parentId ?? '',
      state.children(parentId).map(({ id }) => id),
    )
  return orders
}

describe('restore', () => {
  it('RS1 only differing cells are written; an empty difference is no version', () => {
    const canvas = memoryCanvas()
    canvas.note(anna, 'a', { cells: { fill: 'red' } })
    canvas.note(anna, 'b')
    canvas.paint(bert, 'a', 'blue')
    expect(canvas.log.restore(anna, 2)).toMatchObject({
      changes: [{ kind: 'update', id: shapeNamed('a'), set: { fill: 'red' } }],
    })
    expect(canvas.log.restore(anna, 2)).toEqual({ kind: 'nothing', reason: 'no_effect' })
    expect(canvas.log.rows).toHaveLength(4)
  })

  it('RS1 a restore of some shapes leaves the others, and later edits win over it', () => {
    const canvas = memoryCanvas()
    canvas.note(anna, 'a', { cells: { fill: 'red' } })
    canvas.note(anna, 'b', { cells: { fill: 'red' } })
    canvas.paint(bert, 'a', 'blue')
    canvas.paint(bert, 'b', 'blue')
    canvas.log.restore(anna, 2, [shapeNamed('a'), shapeNamed('never')])
    expect([canvas.fill('a'), canvas.fill('b')]).toEqual(['red', 'blue'])
    canvas.paint(bert, 'a', 'green')
    expect(canvas.log.undo(anna)).toMatchObject({ changes: [{ kind: 'delete', ids: [shapeNamed('b')] }] })
    expect(canvas.fill('a')).toBe('green')
  })

  it('RS4 a whole restore gives exactly the state of then', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const random = seededRandom(seed)
        const log = randomHistory(random, { steps: 40 })
        const version = randomInteger(random, log.state.version + 1)
        log.restore(anna, version)
        expect(diff(log.state, log.stateAt(version))).toEqual([])
      }),
      runs,
    )
  })

  it('UN11 one restored shape stands among its former neighbours, whatever became of their keys', () => {
    const canvas = memoryCanvas()
    for (const name of ['a', 'b', 'c', 'd']) canvas.note(anna, name)
    canvas.remove(bert, 'b')
    canvas.edit(bert, { kind: 'place', ids: ['c', 'd', 'a'].map(shapeNamed), at: 'front' })
    canvas.log.restore(anna, 4, [shapeNamed('b')])
    expect(canvas.order()).toEqual(['c', 'd', 'a', 'b'])
  })

  it('RS1 restoring all shapes by name is a whole restore but for the canvas cells', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const random = seededRandom(seed)
        const log = randomHistory(random, { steps: 30 })
        const target = log.stateAt(randomInteger(random, log.state.version + 1))
        const ids = [...target.shapes(), ...log.state.shapes()].map(({ id }) => id)
        const plan = planRestore({ state: log.state, target, shapeIds: ids })
        if (plan.kind === 'commit') log.append({ kind: 'restore', userId: anna }, plan.changes)
        expect([...log.state.shapes()].map(({ id }) => id).sort()).toEqual(
          [...target.shapes()].map(({ id }) => id).sort(),
        )
        expect(orders(log.state)).toEqual(orders(target))
      }),
      { ...runs, examples: [[40_512_270]] },
    )
  })
})

describe('revert', () => {
  it("UN12 takes one user's work back in a range, as an operation of whoever reverts", () => {
    const canvas = memoryCanvas()
    canvas.note(anna, 'a', { cells: { fill: 'white' } })
    const from = canvas.paint(bert, 'a', 'red')
    canvas.note(bert, 'b')
    const to = canvas.note(bert, 'c')
    canvas.paint(anna, 'c', 'green')
    expect(canvas.log.revert(anna, { userId: bert, from, to })).not.toHaveProperty('undoOf')
    expect(canvas.fill('a')).toBe('white')
    expect(canvas.order()).toEqual(['a'])
    canvas.log.undo(anna)
    expect([canvas.fill('a'), canvas.fill('c')]).toEqual(['red', 'green'])
    canvas.log.redo(anna)
    expect(canvas.order()).toEqual(['a'])
    // Nobody's rows were switched, but the revert is the newest write: nothing is left for bert's undo to change.
    expect(canvas.log.undo(bert)).toMatchObject({ changes: [], undoOf: [2, 3, 4] })
  })

  it('UN12 what others wrote since stays, and is listed; nothing to revert is no version', () => {
    const canvas = memoryCanvas()
    canvas.note(anna, 'a')
    canvas.paint(bert, 'a', 'red')
    canvas.paint(anna, 'a', 'blue')
    canvas.note(bert, 'b')
    expect(canvas.log.revert(anna, { userId: bert, from: 1, to: 4 })).toMatchObject({
      changes: [{ kind: 'delete', ids: [shapeNamed('b')] }],
      skipped: [{ id: shapeNamed('a'), cell: 'fill', reason: 'overwritten', userId: anna, version: 3 }],
    })
    const again = canvas.log.revert(anna, { userId: bert, from: 1, to: 4 })
    expect(again).toEqual({ kind: 'nothing', reason: 'no_effect' })
    const never = canvas.log.revert(anna, { userId: bert, from: 9, to: limits.undoTriesMax })
    expect(never).toEqual({ kind: 'nothing', reason: 'nothing_left' })
  })
})
