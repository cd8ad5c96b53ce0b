import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type AppliedRow, apply, applyRow } from './apply.ts'
import { canonicalJson } from './canonical-json.ts'
import type { Change, EffectiveShape } from './change.ts'
import type { ShapeId } from './ids.ts'
import { emptyState } from './layered-state.ts'
import { encodeState } from './snapshot-codec.ts'

const a = 'shape-aaaa' as ShapeId
const b = 'shape-bbbb' as ShapeId

function note(id: ShapeId, cells: Partial<EffectiveShape> = {}): EffectiveShape {
  return { id, kind: 'note', parentId: null, index: 'a0', position: [0, 0], size: [10, 10], ...cells }
}

function after(...rows: readonly (readonly Change[])[]) {
  const state = emptyState()
  for (const [position, changes] of rows.entries()) applyRow(state, { version: position + 1, changes })
  return state
}

test('OP4 changes are applied in list order, and rows give shapes their versions', () => {
  const state = after(
    [{ kind: 'create', shape: note(a) }],
    [
      { kind: 'update', id: a, set: { fill: 'red', place: [b, 'a5'] }, unset: ['size'] },
      { kind: 'text', id: a, field: 'text', delta: ['hello'] },
      { kind: 'canvas', set: { background: 'grey', grid: 'none' } },
      { kind: 'canvas', set: {}, unset: ['grid'] },
    ],
  )
  expect(state.version).toBe(2)
  expect(state.canvas).toEqual({ background: 'grey' })
  expect(state.get(a)).toEqual({
    id: a,
    kind: 'note',
    parentId: b,
    index: 'a5',
    position: [0, 0],
    fill: 'red',
    text: 'hello',
    createdVersion: 1,
    updatedVersion: 2,
  })
})

test('OP4 a create revives a dead id', () => {
  const state = after([{ kind: 'create', shape: note(a) }], [{ kind: 'delete', ids: [a] }])
  expect(state.deadSince(a)).toBe(2)
  applyRow(state, { version: 3, changes: [{ kind: 'create', shape: note(a, { fill: 'blue' }) }] })
  expect(state.get(a)?.fill).toBe('blue')
  expect(state.deadSince(a)).toBeUndefined()
})

test('OP5 writes on a dead shape are ignored, and a second delete leaves its first death', () => {
  const state = after(
    [{ kind: 'create', shape: note(a) }],
    [{ kind: 'delete', ids: [a] }],
    [
      { kind: 'update', id: a, set: { fill: 'red' } },
      { kind: 'text', id: a, field: 'text', delta: ['x'] },
      { kind: 'delete', ids: [a] },
    ],
  )
  expect(state.size).toBe(0)
  expect([...state.dead()]).toEqual([[a, 2]])
})

test('OP4 without a version the writes leave no author behind', () => {
  const state = after([{ kind: 'create', shape: note(a) }], [])
  apply(state, [{ kind: 'update', id: a, set: { fill: 'red' } }])
  expect(state.get(a)?.updatedVersion).toBe(1)
  expect(state.version).toBe(2)
})

test('CM13 structural keys, place and null are no cells', () => {
  const state = after([{ kind: 'create', shape: note(a) }])
  const before = encodeState(state)
  const changes: Change[] = JSON.parse(
    `[{"kind":"update","id":"${a}","set":{"id":"x","kind":"y","createdVersion":9,"fill":null,"place":["p"],"__proto__":{"polluted":1}},"unset":["id","kind"]},
      {"kind":"canvas","set":{"__proto__":{"polluted":1}}}]`,
  )
  apply(state, changes)
  expect(encodeState(state)).toBe(before)
  expect('polluted' in state.canvas).toBe(false)
  expect('polluted' in (state.get(a) ?? {})).toBe(false)
})

/** JSON that looks like a row more or less. */
const hostileKey = fc.constantFrom('__proto__', 'constructor', 'toString', 'place', 'text', 'id', 'kind', 'x')
const hostileValue = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom<unknown>(null, a, b, '__proto__', 'create', [a, 'a0'], ['b', -1], { polluted: 1 }),
)
const hostileCells = fc
  .array(fc.tuple(hostileKey, hostileValue), { maxLength: 4 })
  .map((entries) => Object.fromEntries(entries))
const hostileChange = fc.oneof(
  fc.jsonValue(),
  fc.record(
    {
      kind: fc.constantFrom('create', 'update', 'delete', 'text', 'canvas', 'other', '__proto__'),
      id: fc.constantFrom<unknown>(a, b, '__proto__', 7, null),
      ids: fc.oneof(hostileValue, fc.constant([a, b])),
      set: fc.oneof(hostileValue, hostileCells),
      unset: fc.oneof(hostileValue, fc.array(hostileKey)),
      delta: fc.oneof(hostileValue, fc.array(fc.oneof(fc.string(), fc.double()))),
      shape: fc.oneof(
        hostileValue,
        hostileCells.map((cells) => ({ ...note(a), ...cells })),
      ),
    },
    { requiredKeys: ['kind'] },
  ),
)

test('CM13 the reducer is total and deterministic on any JSON, and no prototype is touched', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.array(hostileChange), fc.jsonValue()), { maxLength: 4 }), (lists) => {
      const rows: readonly AppliedRow[] = JSON.parse(
        JSON.stringify(lists.map((changes, position) => ({ version: position + 2, changes }))),
      )
      const texts = [emptyState(), emptyState()].map((state) => {
        apply(state, [{ kind: 'create', shape: note(a) }], 1)
        for (const row of rows) applyRow(state, row)
        for (const shape of state.shapes()) expect(Object.getPrototypeOf(shape)).toBe(Object.prototype)
        expect(Object.getPrototypeOf(state.canvas)).toBe(Object.prototype)
        expect(state.children(null).length).toBeLessThanOrEqual(state.size)
        return canonicalJson(JSON.parse(encodeState(state)))
      })
      expect(texts[0]).toBe(texts[1])
      expect('polluted' in {}).toBe(false)
    }),
    { numRuns: 2000 },
  )
})
