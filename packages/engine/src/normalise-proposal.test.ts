import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { limits } from './limits.ts'
import { normaliseProposal } from './normalise-proposal.ts'
import { arbitraryProposal } from './testing/arbitraries.ts'

const id = '0190a0a0-0000-7000-8000-000000000000'
const shapeId = 'shape-aaaa'
const canvasChange = { kind: 'canvas', set: { grid: 'dots' } }

function refusalOf(raw: unknown): string {
  const result = normaliseProposal(raw)
  return result.ok ? 'accepted' : `${result.error.code} ${result.error.path}`
}

function refusalOfChange(change: unknown): string {
  return refusalOf({ id, changes: [canvasChange, change] })
}

test('OP2 a proposal keeps what it says, in normal form', () => {
  const raw = {
    id,
    clientId: id,
    seq: 3,
    kind: 'import',
    gesture: 'drag_1',
    label: 'Paste',
    changes: [
      {
        kind: 'create',
        shape: { id: shapeId, kind: 'rectangle', parentId: null, position: [0.001, 1], size: [2, 3] },
      },
      { kind: 'update', id: shapeId, set: { opacity: 0.55555 }, unset: ['fill', 'fill'] },
      { kind: 'update', id: shapeId, set: {}, unset: [] },
      { kind: 'delete', ids: [shapeId, shapeId], children: 'lift' },
      { kind: 'place', ids: [shapeId], at: { before: 'shape-bbbb' } },
      { kind: 'text', id: shapeId, field: 'text', base: 4, delta: [-1, 'a', 0, 3] },
      { kind: 'canvas', set: {}, unset: ['grid'] },
    ],
  }
  expect(normaliseProposal(raw)).toEqual({
    ok: true,
    value: {
      ...raw,
      changes: [
        {
          kind: 'create',
          shape: { id: shapeId, kind: 'rectangle', parentId: null, position: [0, 1], size: [2, 3] },
        },
        { kind: 'update', id: shapeId, set: { opacity: 0.5556 }, unset: ['fill'] },
        { kind: 'update', id: shapeId, set: {} },
        { kind: 'delete', ids: [shapeId], children: 'lift' },
        { kind: 'place', ids: [shapeId], at: { before: 'shape-bbbb' } },
        { kind: 'text', id: shapeId, field: 'text', base: 4, delta: ['a', -1] },
        { kind: 'canvas', set: {}, unset: ['grid'] },
      ],
    },
  })
})

describe('OP2 the envelope has a grammar', () => {
  test.each([
    [null, 'invalid '],
    [[], 'invalid '],
    [{ id: id.toUpperCase().replace('0190', 'ABCD'), changes: [canvasChange] }, 'invalid /id'],
    [{ id, changes: [canvasChange], extra: 1 }, 'invalid /extra'],
    [{ id, changes: [canvasChange], 'a/b~': 1 }, 'invalid /a~1b~0'],
    [{ id, changes: [canvasChange], seq: 1 }, 'invalid /clientId'],
    [{ id, changes: [canvasChange], clientId: id }, 'invalid /seq'],
    [{ id, changes: [canvasChange], clientId: id, seq: 0 }, 'invalid /seq'],
    [{ id, changes: [canvasChange], kind: 'system' }, 'invalid /kind'],
    [{ id, changes: [canvasChange], gesture: 'a b' }, 'invalid /gesture'],
    [{ id, changes: [canvasChange], label: 'x'.repeat(201) }, 'invalid /label'],
    [{ id, changes: [canvasChange], label: '\0' }, 'invalid /label'],
    [{ id, changes: {} }, 'invalid /changes'],
    [{ id, changes: [] }, 'empty /changes'],
  ])('%j', (raw, expected) => {
    expect(refusalOf(raw)).toBe(expected)
  })
})

describe('OP3 changes have a grammar, and the path says where they leave it', () => {
  test.each([
    [null, 'invalid /changes/1'],
    [{ kind: 'undo' }, 'invalid /changes/1/kind'],
    [{ kind: 'canvas', set: { grid: 'x' } }, 'invalid /changes/1/set/grid'],
    [{ kind: 'canvas', set: { name: 'x' } }, 'invalid /changes/1/set/name'],
    [{ kind: 'canvas', set: {}, more: 1 }, 'invalid /changes/1/more'],
    [{ kind: 'update', id: 'short', set: {} }, 'invalid /changes/1/id'],
    [{ kind: 'update', id: shapeId, set: [] }, 'invalid /changes/1/set'],
    [{ kind: 'update', id: shapeId, set: { place: [null, 'a0'] } }, 'invalid /changes/1/set/place'],
    [{ kind: 'update', id: shapeId, set: { parentId: null } }, 'invalid /changes/1/set/parentId'],
    [{ kind: 'update', id: shapeId, set: { constructor: 1 } }, 'invalid /changes/1/set/constructor'],
    [{ kind: 'update', id: shapeId, set: { fill: null } }, 'invalid /changes/1/set/fill'],
    [{ kind: 'update', id: shapeId, set: {}, unset: ['position'] }, 'invalid /changes/1/unset/0'],
    [{ kind: 'update', id: shapeId, set: { fill: 'red' }, unset: ['fill'] }, 'invalid /changes/1/unset/0'],
    [{ kind: 'delete', ids: [] }, 'invalid /changes/1/ids'],
    [{ kind: 'delete', ids: [shapeId], children: 'keep' }, 'invalid /changes/1/children'],
    [{ kind: 'place', ids: [shapeId], at: 'middle' }, 'invalid /changes/1/at'],
    [{ kind: 'place', ids: [shapeId, '__proto__'], at: 'front' }, 'invalid /changes/1/ids/1'],
    [{ kind: 'text', id: shapeId, field: 'name', base: 0, delta: [] }, 'invalid /changes/1/field'],
    [{ kind: 'text', id: shapeId, field: 'text', base: -1, delta: [] }, 'invalid /changes/1/base'],
    [{ kind: 'text', id: shapeId, field: 'text', base: 0, delta: ['\udc00'] }, 'invalid /changes/1/delta/0'],
    [{ kind: 'text', id: shapeId, field: 'text', base: 0, delta: [20_001] }, 'invalid /changes/1/delta'],
    [{ kind: 'create', shape: { id: shapeId, kind: 'blob' } }, 'invalid /changes/1/shape/kind'],
    [
      { kind: 'create', shape: { id: shapeId, kind: 'note', position: [0, 0] } },
      'invalid /changes/1/shape/size',
    ],
    [
      { kind: 'create', shape: { id: shapeId, kind: 'group', position: [0, 0] } },
      'invalid /changes/1/shape/position',
    ],
    [
      { kind: 'create', shape: { id: shapeId, kind: 'group', index: 'a0' } },
      'invalid /changes/1/shape/index',
    ],
  ])('%j', (change, expected) => {
    expect(refusalOfChange(change)).toBe(expected)
  })
})

test('OP9 limits bind proposals: changes, and bytes of UTF-8', () => {
  const changes = Array.from({ length: limits.changesPerOperationMax + 1 }, () => canvasChange)
  expect(refusalOf({ id, changes })).toBe('too_many_changes /changes')
  expect(refusalOf({ id, changes: changes.slice(1) })).toBe('accepted')
  const wordy = (text: string) => ({
    id,
    changes: Array.from({ length: 30 }, () => ({ kind: 'update', id: shapeId, set: { text } })),
  })
  expect(refusalOf(wordy('x'.repeat(20_000)))).toBe('accepted')
  expect(refusalOf(wordy('ü'.repeat(20_000)))).toBe('too_many_changes /changes')
  expect(refusalOf(wordy('😀'.repeat(10_000)))).toBe('too_many_changes /changes')
})

test('OP7 normalising again changes nothing', () => {
  fc.assert(
    fc.property(arbitraryProposal, (proposal) => {
      expect(normaliseProposal(proposal)).toEqual({ ok: true, value: proposal })
    }),
  )
})

test('OP7 no input makes it throw', () => {
  fc.assert(
    fc.property(fc.anything(), fc.anything(), fc.anything(), (raw, change, shape) => {
      expect(normaliseProposal(raw).ok).toBe(false)
      expect(normaliseProposal({ id, changes: [change] }).ok).toBe(false)
      expect(normaliseProposal({ id, changes: [{ kind: 'create', shape }] }).ok).toBe(false)
    }),
    { numRuns: 500 },
  )
})

test('OP2 cells of an update come in canonical order, whatever order they were sent in', () => {
  const change = { kind: 'update', id: 'shape-0001', set: { position: [1, 2], name: 'a', locked: true } }
  const proposal = normaliseProposal({ id: '0190a1b2-0000-7000-8000-000000000001', changes: [change] })
  const first = proposal.ok ? proposal.value.changes[0] : undefined
  expect(first?.kind === 'update' && Object.keys(first.set)).toEqual(['locked', 'name', 'position'])
})
