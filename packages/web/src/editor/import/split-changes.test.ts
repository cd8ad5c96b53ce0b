import { limits, normaliseProposal, type ProposedChange, type ShapeId } from '@flowstate/engine'
import { expect, test } from 'vitest'
import { splitChanges } from './split-changes.ts'

function created(count: number, text: string): readonly ProposedChange[] {
  return Array.from({ length: count }, (_, i) => ({
    kind: 'create',
    shape: { id: `shape-${String(i).padStart(6, '0')}` as ShapeId, kind: 'text', position: [0, 0], text },
  }))
}

test.each([
  ['many small changes', created(limits.changesPerOperationMax * 2 + 1, 'x')],
  ['few large ones', created(60, '\u{1f600}'.repeat(10_000))],
])('OP2 %s are split so that every part is an operation, in order', (_, changes) => {
  const parts = splitChanges(changes)
  expect(parts.length).toBeGreaterThan(1)
  expect(parts.flat()).toEqual(changes)
  for (const part of parts) {
    expect(normaliseProposal({ id: '01900000-0000-7000-8000-000000000000', changes: part }).ok).toBe(true)
  }
})
