import type { ProposedChange, ShapeId } from '@flowstate/engine'
import { integerBetween, seededRandom } from './seeded-random.ts'

export type WriterStep =
  | { readonly type: 'edit'; readonly changes: readonly ProposedChange[] }
  | { readonly type: 'undo' | 'redo' }

export interface WriterPlan {
  next(): WriterStep
}

/** What one person does: mostly draws and moves own shapes, sometimes deletes, undoes and redoes. */
export function createWriterPlan(seed: number): WriterPlan {
  const random = seededRandom(seed)
  const made: ShapeId[] = []
  let count = 0

  function create(): ProposedChange {
    const id = `shape-${seed}-${String(count++).padStart(6, '0')}` as ShapeId
    made.push(id)
    const position = [integerBetween(random, 0, 4_000), integerBetween(random, 0, 4_000)]
    return {
      kind: 'create',
      shape: { id, kind: 'rectangle', position, size: [120, 80], text: `Step ${count}` },
    }
  }

  function move(): ProposedChange {
    const id = made[integerBetween(random, 0, made.length - 1)]
    if (id === undefined) return create()
    return { kind: 'update', id, set: { position: [integerBetween(random, 0, 4_000), count], fill: 'teal' } }
  }

  return {
    next() {
      const roll = random()
      if (made.length < 3 || roll < 0.35) return { type: 'edit', changes: [create()] }
      if (roll < 0.75) return { type: 'edit', changes: [move()] }
      if (roll < 0.8) return { type: 'edit', changes: [create(), move(), create()] }
      if (roll < 0.85) {
        const [id] = made.splice(integerBetween(random, 0, made.length - 1), 1)
        return { type: 'edit', changes: id === undefined ? [create()] : [{ kind: 'delete', ids: [id] }] }
      }
      return { type: roll < 0.95 ? 'undo' : 'redo' }
    },
  }
}
