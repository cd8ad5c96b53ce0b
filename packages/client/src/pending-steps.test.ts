import type { OperationId, ProposedChange } from '@flowstate/engine'
import { describe, expect, test } from 'vitest'
import { pendingSteps } from './pending-steps.ts'
import type { QueuedRequest, QueueEntry } from './sync-state.ts'

const id = (name: string) => name as OperationId
const change: ProposedChange = { kind: 'canvas', set: {} }

function queueOf(...requests: QueuedRequest[]): QueueEntry[] {
  return requests.map((request, i) => ({
    id: request.type === 'operation' ? request.operation.id : request.id,
    seq: i + 1,
    request,
  }))
}
const edit = (name: string, gesture?: string): QueuedRequest => ({
  type: 'operation',
  operation: { id: id(name), changes: [change], ...(gesture === undefined ? {} : { gesture }) },
})
const undo = (name: string, ...target: string[]): QueuedRequest => ({
  type: 'undo',
  id: id(name),
  ...(target.length > 0 ? { target: target.map(id) } : {}),
})
const redo = (name: string, target: string): QueuedRequest => ({
  type: 'redo',
  id: id(name),
  target: [id(target)],
})
const steps = (requests: readonly QueuedRequest[], gestureBefore?: string) =>
  pendingSteps(queueOf(...requests), gestureBefore)

describe('steps of the queue', () => {
  test('UN8 an empty queue has nothing to take back, nor has one that only spends a seq', () => {
    expect(steps([])).toEqual({ undo: null, redo: null })
    const spender: QueuedRequest = { type: 'operation', operation: { id: id('s'), changes: [] } }
    expect(steps([spender])).toEqual({ undo: null, redo: null })
  })

  test('UN8 undo goes back step by step, redo forward', () => {
    const three = [edit('a'), edit('b'), edit('c')]
    expect(steps(three)).toEqual({ undo: ['c'], redo: null })
    expect(steps([...three, undo('u', 'c')])).toEqual({ undo: ['b'], redo: ['u'] })
    expect(steps([...three, undo('u', 'c'), undo('v', 'b')])).toEqual({ undo: ['a'], redo: ['v'] })
    const redone = [...three, undo('u', 'c'), undo('v', 'b'), redo('r', 'v')]
    expect(steps(redone)).toEqual({ undo: ['b'], redo: ['u'] })
  })

  test('UN7 a new operation clears what could be redone', () => {
    expect(steps([edit('a'), undo('u', 'a'), edit('b')])).toEqual({ undo: ['b'], redo: null })
  })

  test('UN10 consecutive operations of one gesture are one step; one that began in the log is left to the server', () => {
    expect(steps([edit('a'), edit('b', 'g'), edit('c', 'g')]).undo).toEqual(['b', 'c'])
    expect(steps([edit('b', 'g'), edit('c', 'g')], 'g').undo).toBeNull()
    expect(steps([edit('b', 'g'), edit('c', 'h')], 'g').undo).toEqual(['c'])
    expect(steps([edit('b')], undefined).undo).toEqual(['b'])
  })

  test('UN8 what waits before an undo without a target is out of reach', () => {
    expect(steps([edit('a'), undo('u')])).toEqual({ undo: null, redo: null })
    expect(steps([edit('a'), undo('u'), edit('b')])).toEqual({ undo: ['b'], redo: null })
    expect(steps([edit('a'), undo('u', 'x')])).toEqual({ undo: ['a'], redo: null })
  })
})
