import { type ClientListener, createPresenceStore, idleStatus } from '@flowstate/client'
import {
  applyRow,
  type CanvasId,
  type Change,
  type CommittedOperation,
  emptyState,
  err,
  normaliseProposal,
  type OperationId,
  ok,
  resolve,
  rowSchema,
  subjectsOf,
} from '@flowstate/engine'
import type { CanvasPort } from './canvas-port.ts'

/** A row as the log would hold it, without what only a server knows. */
function memoryRow(id: OperationId, version: number, changes: readonly Change[]): CommittedOperation {
  const canvasId = '00000000-0000-7000-8000-000000000000' as CanvasId
  return {
    id,
    canvasId,
    version,
    kind: 'edit',
    changes,
    createdAt: '2026-01-01T00:00:00.000Z',
    schema: rowSchema,
    hash: '',
  }
}

/** A canvas that lives in this page alone: nothing is sent, and everything is saved at once. */
export function createMemoryCanvasPort(): CanvasPort {
  const state = emptyState()
  const listeners = new Set<ClientListener>()
  let operations = 0
  const nextId = (): OperationId => {
    operations += 1
    return `00000000-0000-7000-8000-${String(operations).padStart(12, '0')}` as OperationId
  }
  return {
    view: () => state,
    status: () => idleStatus,
    version: () => state.version,
    confirmed: () => state,
    pendingText: () => [],
    amend: () => false,
    presence: createPresenceStore(),
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    dispatch(changes, options = {}) {
      const proposal = normaliseProposal({ id: nextId(), ...options, changes })
      if (!proposal.ok) return err(proposal.error)
      const resolved = resolve(state, proposal.value.changes)
      if (!resolved.ok) return err(resolved.error)
      const { changes: effective } = resolved.value
      const row = memoryRow(proposal.value.id, state.version + 1, effective)
      applyRow(state, row)
      for (const listener of listeners) listener.confirmed?.([row])
      const changed = new Set(effective.flatMap(subjectsOf))
      for (const listener of listeners) listener.canvas?.(changed)
      return ok(proposal.value.id)
    },
    undo: nextId,
    redo: nextId,
    sendCursor: () => undefined,
    sendPreview: () => undefined,
    setPresence: () => undefined,
    retry: () => undefined,
    forgetFailed: () => Promise.resolve(),
  }
}
