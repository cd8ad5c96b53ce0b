import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CanvasState } from '../canvas-state.ts'
import type { CellValue } from '../change.ts'
import type { ShapeId } from '../ids.ts'
import { cellNames } from '../shape-cells.ts'
import { memoryLog } from '../testing/memory-log.ts'
import { pick, seededRandom } from '../testing/random-cells.ts'
import { historyUsers, randomHistory, randomStep } from '../testing/random-history.ts'
import { type ModelCanvas, modelCanvas } from '../testing/slow-history.ts'

const runs = { numRuns: 150 }

/** A state without order keys and versions, comparable with the model's. */
function seen(state: CanvasState): unknown {
  const shapes = [...state.shapes()].map((shape) => {
    const cells = cellNames(shape)
      .map((cell) => [cell, shape[cell]])
      .sort()
    return [shape.id, shape.kind, cells] as const
  })
  return { canvas: Object.entries(state.canvas).sort(), shapes: shapes.sort(byId) }
}

/** Every shape's siblings in their order, by effective parent. */
function paintOrder(state: CanvasState): unknown {
  const parents = new Set([null, ...[...state.shapes()].map((shape) => state.effectiveParent(shape))])
  return new Map([...parents].map((parentId) => [parentId, state.children(parentId).map(({ id }) => id)]))
}

function expected({ canvas, shapes }: ModelCanvas): unknown {
  const rows = [...shapes].map(([id, { kind, cells }]) => [id, kind, sorted(cells)] as const)
  return { canvas: sorted(canvas), shapes: rows.sort(byId) }
}

function sorted(cells: ReadonlyMap<string, CellValue>): unknown {
  return [...cells].sort((a, b) => (a[0] < b[0] ? -1 : 1))
}

function byId(a: readonly [ShapeId, ...unknown[]], b: readonly [ShapeId, ...unknown[]]): number {
  return a[0] < b[0] ? -1 : 1
}

describe('what is seen against a model that scans the whole log', () => {
  it('UN1 every cell shows its newest active write, after each of 40 random steps', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const random = seededRandom(seed)
        const log = memoryLog()
        for (let step = 0; step < 40; step++) {
          randomStep(random, log, { steps: 40 })
          expect(seen(log.state)).toEqual(expected(modelCanvas(log.rows)))
        }
      }),
      runs,
    )
  })

  it('OP9 the same where undo, restore and revert come in parts', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const partLimits = { changesMax: 2, bytesMax: 10_000 }
        const log = randomHistory(seededRandom(seed), { steps: 40, partLimits })
        expect(seen(log.state)).toEqual(expected(modelCanvas(log.rows)))
      }),
      runs,
    )
  })

  it('UN1 place is a cell: parents show their newest active write while containers live', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const log = randomHistory(seededRandom(seed), { steps: 40, keepsContainers: true })
        const model = modelCanvas(log.rows)
        for (const [id, { parentId }] of model.shapes) {
          expect(log.state.get(id)?.parentId).toBe(parentId)
        }
      }),
      runs,
    )
  })

  it('OP8 siblings never share an order key after undo, redo, restore and revert', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const log = randomHistory(seededRandom(seed), { steps: 40 })
        const parents = new Set([...log.state.shapes()].map(({ parentId }) => parentId))
        for (const parentId of parents) {
          const keys = [...log.state.shapes()]
            .filter((shape) => shape.parentId === parentId)
            .map(({ index }) => index)
          expect(new Set(keys).size).toBe(keys.length)
        }
      }),
      { ...runs, examples: [[1021487688]] },
    )
  })

  it('UN2 n undos, then n redos with nothing between, give back the same state', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 8 }), (seed, count) => {
        const random = seededRandom(seed)
        const log = randomHistory(random, { steps: 30 })
        const userId = pick(random, historyUsers)
        const before = seen(log.state)
        const order = paintOrder(log.state)
        let undone = 0
        for (let i = 0; i < count; i++) if (log.undo(userId).kind === 'commit') undone += 1
        for (let i = 0; i < undone; i++) expect(log.redo(userId).kind).toBe('commit')
        expect(seen(log.state)).toEqual(before)
        expect(paintOrder(log.state)).toEqual(order)
      }),
      { ...runs, examples: [[605067239, 1]] },
    )
  })
})
