import type { CanvasId, CommittedOperation, OperationId, ProposedChange, ShapeId } from '@flowstate/engine'
import { applyRow, emptyState, resolve } from '@flowstate/engine'
import { describe, expect, test } from 'vitest'
import { type ChangedShapes, createCanvasStore } from './canvas-store.ts'

const shapeId = (name: string) => `shape-${name}-0000` as ShapeId
const opId = (n: number) => `018f0000-0000-7000-8000-${String(n).padStart(12, '0')}` as OperationId
const create = (name: string, x = 0): ProposedChange => ({
  kind: 'create',
  shape: { id: shapeId(name), kind: 'rectangle', position: [x, 0], size: [10, 10] },
})
const move = (name: string, x: number): ProposedChange => ({
  kind: 'update',
  id: shapeId(name),
  set: { position: [x, 0] },
})

/** A server reduced to what the store sees of it: it orders, resolves and answers with rows. */
function orderingServer() {
  const state = emptyState()
  return {
    state,
    commit(id: OperationId, changes: readonly ProposedChange[]): CommittedOperation {
      const resolved = resolve(state, changes)
      if (!resolved.ok) throw new Error(resolved.error.detail)
      const row: CommittedOperation = {
        version: state.version + 1,
        id,
        kind: 'edit',
        canvasId: 'canvas' as CanvasId,
        createdAt: '2026-01-01T00:00:00.000Z',
        schema: 1,
        changes: resolved.value.changes,
        hash: '',
      }
      applyRow(state, row)
      return row
    },
  }
}

function watched() {
  const store = createCanvasStore()
  const changes: ChangedShapes[] = []
  store.subscribe((changed) => changes.push(changed))
  return { store, changes }
}

describe('canvas store', () => {
  test('CL1 view is pending over confirmed, and confirmed moves only by rows', () => {
    const { store, changes } = watched()
    expect(store.addPending({ id: opId(1), seq: 1, changes: [create('a')] }).ok).toBe(true)
    expect(store.view.get(shapeId('a'))).toBeDefined()
    expect(store.confirmed.get(shapeId('a'))).toBeUndefined()
    expect(changes).toEqual([new Set([shapeId('a')])])
  })

  test('CL2 an own edit stays in the view from the first moment to its echo and after', () => {
    const server = orderingServer()
    const { store } = watched()
    const seen: (number | undefined)[] = []
    store.subscribe(() => seen.push((store.view.get(shapeId('a'))?.position as number[] | undefined)?.[0]))
    store.addPending({ id: opId(1), seq: 1, changes: [create('a', 5)] })
    store.confirm([server.commit(opId(9), [create('b')])])
    store.confirm([server.commit(opId(1), [create('a', 5)])])
    expect(store.pending).toEqual([])
    expect(store.view).toBe(store.confirmed)
    expect(seen).toEqual([5, 5, 5])
  })

  test('CL1 a later edit of somebody else on another cell shows through a pending one', () => {
    const server = orderingServer()
    const { store } = watched()
    store.confirm([server.commit(opId(1), [create('a')])])
    store.addPending({ id: opId(2), seq: 1, changes: [move('a', 50)] })
    store.confirm([
      server.commit(opId(3), [{ kind: 'update', id: shapeId('a'), set: { opacity: 0.5, position: [1, 1] } }]),
    ])
    expect(store.view.get(shapeId('a'))).toMatchObject({ position: [50, 0], opacity: 0.5 })
    expect(store.confirmed.get(shapeId('a'))).toMatchObject({ position: [1, 1] })
  })

  test('CL4 a refused operation is rolled back and what depended on it leaves the view without harm', () => {
    const { store } = watched()
    store.addPending({ id: opId(1), seq: 1, changes: [create('a')] })
    store.addPending({ id: opId(2), seq: 2, changes: [move('a', 9)] })
    store.drop(opId(1))
    expect(store.view.get(shapeId('a'))).toBeUndefined()
    expect(store.pending.map((operation) => operation.id)).toEqual([opId(2)])
  })

  test('CM8 what the rules refuse is not taken into pending', () => {
    const { store, changes } = watched()
    const refused = store.addPending({ id: opId(1), seq: 1, changes: [move('never', 1)] })
    expect(refused.ok).toBe(false)
    expect(store.pending).toEqual([])
    expect(changes).toEqual([])
  })

  test('CL2 after a reset decided operations leave the view at once, the others are shown over the new state', () => {
    const { store } = watched()
    store.addPending({ id: opId(1), seq: 1, changes: [create('a')] })
    store.addPending({ id: opId(2), seq: 2, changes: [create('b')] })
    store.reset({ version: 7, canvas: {}, shapes: [] }, 1)
    expect(store.view.get(shapeId('a'))).toBeUndefined()
    expect(store.view.get(shapeId('b'))).toBeDefined()
    expect(store.confirmed.version).toBe(7)
  })

  test('CL2 under a new clientId nothing counts as decided any more: the queue is shown again', () => {
    const { store } = watched()
    store.addPending({ id: opId(1), seq: 5, changes: [create('a')] })
    store.reset({ version: 7, canvas: {}, shapes: [] }, 5)
    expect(store.view.get(shapeId('a'))).toBeUndefined()
    store.renumber(new Map([[opId(1), 1]]))
    expect(store.view.get(shapeId('a'))).toBeDefined()
    expect(store.pending.map((operation) => operation.seq)).toEqual([1])
  })

  test('CL3 a queue from disk is shown again after a reload', () => {
    const { store } = watched()
    store.restore([
      { id: opId(1), seq: 4, changes: [create('a')] },
      { id: opId(2), seq: 5, changes: [move('a', 3)] },
    ])
    expect(store.view.get(shapeId('a'))?.position).toEqual([3, 0])
  })

  test('CL1 the rows of one frame are one change, and the view read in between is right', () => {
    const server = orderingServer()
    const { store, changes } = watched()
    store.addPending({ id: opId(9), seq: 1, changes: [create('mine')] })
    changes.length = 0
    const between: boolean[] = []
    store.batch(() => {
      store.confirm([server.commit(opId(1), [create('a')])])
      between.push(store.view.get(shapeId('a')) !== undefined, store.view.get(shapeId('mine')) !== undefined)
      store.confirm([server.commit(opId(2), [create('b')])])
      expect(changes).toEqual([])
    })
    expect(between).toEqual([true, true])
    expect(changes).toEqual([new Set(['a', 'mine', 'b'].map(shapeId))])
    expect(store.view.get(shapeId('b'))).toBeDefined()
  })
})
