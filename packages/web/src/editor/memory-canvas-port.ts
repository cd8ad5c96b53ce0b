import { type ClientListener, type ClientStatus, createPresenceStore } from '@flowstate/client'
import {
  applyRow,
  emptyState,
  err,
  normaliseProposal,
  type OperationId,
  ok,
  resolve,
  subjectsOf,
} from '@flowstate/engine'
import type { CanvasPort } from './canvas-port.ts'

const status: ClientStatus = {
  connection: { name: 'live' },
  pending: 0,
  failed: [],
  you: null,
  outboxWorks: true,
  diverged: false,
  canUndo: true,
  canRedo: true,
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
    status: () => status,
    version: () => state.version,
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
      applyRow(state, { version: state.version + 1, changes: resolved.value.changes })
      const changed = new Set(resolved.value.changes.flatMap(subjectsOf))
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
