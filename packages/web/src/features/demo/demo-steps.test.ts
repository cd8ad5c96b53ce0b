import {
  apply,
  emptyState,
  normaliseProposal,
  type OperationId,
  resolve,
  type ShapeId,
} from '@flowstate/engine'
import { expect, test } from 'vitest'
import { demoAuthors, demoSteps } from './demo-steps.ts'

test('OP3 every step of the demo is a proposal the log takes, and all authors take part', () => {
  const state = emptyState()
  const authors = new Set<string>()
  let version = 0
  for (const step of demoSteps((name) => `demo-shape-${name}` as ShapeId)) {
    if ('checkpoint' in step) continue
    authors.add(step.author)
    const id = '01980000-0000-7000-8000-000000000000' as OperationId
    const proposal = normaliseProposal({ id, label: step.label, changes: step.changes })
    if (!proposal.ok) throw new Error(`${step.label}: ${proposal.error.detail} ${proposal.error.path}`)
    const resolved = resolve(state, proposal.value.changes)
    if (!resolved.ok) throw new Error(`${step.label}: ${resolved.error.detail}`)
    version += 1
    apply(state, resolved.value.changes, version)
  }
  expect([...authors].sort()).toEqual([...demoAuthors])
  expect(state.size).toBeGreaterThan(15)
  expect(state.get('demo-shape-cross' as ShapeId)).toBeUndefined()
})
