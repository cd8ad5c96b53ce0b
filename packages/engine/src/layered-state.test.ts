import fc from 'fast-check'
import { expect, test } from 'vitest'
import { apply } from './apply.ts'
import type { CanvasState } from './canvas-state.ts'
import type { Change } from './change.ts'
import type { ShapeId } from './ids.ts'
import { emptyState } from './layered-state.ts'
import type { Shape } from './shapes/shape.ts'
import { compareSiblings } from './sibling-index.ts'
import { arbitraryScene } from './testing/arbitraries.ts'
import { pick, seededRandom } from './testing/random-cells.ts'
import { stateFromWire, stateToWire } from './wire-state.ts'

const ids = Array.from({ length: 7 }, (_, i) => `shape-000${i}` as ShapeId)
const keys = ['a0', 'a1', 'a2', 'a3']

function randomWrite(random: () => number): Change {
  const id = pick(random, ids)
  const parentId = pick(random, [null, null, ...ids])
  const roll = random()
  if (roll < 0.35)
    return { kind: 'create', shape: { id, kind: 'group', parentId, index: pick(random, keys) } }
  if (roll < 0.65) return { kind: 'update', id, set: { place: [parentId, pick(random, keys)] } }
  if (roll < 0.75) return { kind: 'update', id, set: { name: `${random()}` } }
  return { kind: 'delete', ids: [id, pick(random, ids)] }
}

/** What `children` promises, by looking at every shape. */
function plainChildren(state: CanvasState, parentId: ShapeId | null): readonly ShapeId[] {
  return [...state.shapes()]
    .filter((shape) => state.effectiveParent(shape) === parentId)
    .sort(compareSiblings)
    .map(({ id }) => id)
}

function expectOrderKept(state: CanvasState): void {
  expect(state.size).toBe([...state.shapes()].length)
  for (const parentId of [null, ...ids]) {
    const expected =
      parentId !== null && state.get(parentId) === undefined ? [] : plainChildren(state, parentId)
    expect(state.children(parentId).map(({ id }) => id)).toEqual(expected)
  }
}

test('OP6 children are in paint order, and what lost its parent stands on the canvas', () => {
  fc.assert(
    fc.property(fc.nat(), fc.boolean(), (seed, indexFirst) => {
      const random = seededRandom(seed)
      const state = emptyState()
      if (indexFirst) expectOrderKept(state)
      for (let i = 0; i < 40; i++) {
        apply(state, [randomWrite(random)], i + 1)
        if (indexFirst || i === 39) expectOrderKept(state)
      }
    }),
  )
})

test('CL1 a fork reads through, leaves its base alone, and can be absorbed', () => {
  fc.assert(
    fc.property(fc.nat(), fc.array(fc.boolean(), { minLength: 30, maxLength: 30 }), (seed, looks) => {
      const random = seededRandom(seed)
      const made = emptyState()
      const plain = emptyState()
      const writes = Array.from({ length: 30 }, () => randomWrite(random))
      apply(made, writes.slice(0, 15), 1)
      apply(plain, writes, 1)
      const isFilled = looks[21] === true
      const base = isFilled ? stateFromWire(stateToWire(made)) : made
      const before = [...base.shapes()]
      const outer = base.fork()
      const inner = outer.fork()
      for (const [position, write] of writes.slice(15).entries()) {
        apply(inner, [write], 1)
        if (looks[position]) expectOrderKept(inner)
      }
      expect([...base.shapes()]).toEqual(before)
      if (looks[20]) expectOrderKept(base)
      outer.absorb(inner)
      expectOrderKept(outer)
      base.absorb(outer)
      expectOrderKept(base)
      expect(new Map(byId(base))).toEqual(new Map(byId(plain)))
      // The dead are not sent.
      if (!isFilled) expect(new Map(base.dead())).toEqual(new Map(plain.dead()))
    }),
  )
})

function byId(state: CanvasState): readonly (readonly [ShapeId, Shape])[] {
  return [...state.shapes()].map((shape) => [shape.id, shape])
}

test('CL1 a state absorbs nothing but its own forks', () => {
  expect(() => emptyState().absorb(emptyState().fork())).toThrow('only a fork')
})

test('OP3 no shape is its own ancestor in a state that resolved its changes', () => {
  fc.assert(
    fc.property(arbitraryScene, ({ state }) => {
      const reached = new Set<ShapeId>()
      const visit = (parentId: ShapeId | null): void => {
        for (const { id } of state.children(parentId)) {
          reached.add(id)
          visit(id)
        }
      }
      visit(null)
      expect(reached.size).toBe(state.size)
    }),
  )
})
