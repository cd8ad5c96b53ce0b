import type { ClientListener, ClientStatus } from '@flowstate/client'
import { createPresenceStore } from '@flowstate/client'
import { type CanvasState, err, type OperationId } from '@flowstate/engine'
import type { CanvasPort } from '../../editor/canvas-port.ts'

/** A canvas as it was: it can be looked at and not changed. */
export interface StillCanvas {
  readonly port: CanvasPort
  show(state: CanvasState): void
}

const noOperation = '' as OperationId

/** @param first what is seen until a state is shown */
export function createStillCanvas(first: CanvasState): StillCanvas {
  let state = first
  const listeners = new Set<ClientListener>()
  const status: ClientStatus = {
    connection: { name: 'live' },
    pending: 0,
    kept: 0,
    failed: [],
    you: null,
    diverged: false,
    outboxWorks: true,
    canUndo: false,
    canRedo: false,
  }
  return {
    show(next) {
      if (next === state) return
      state = next
      for (const listener of listeners) listener.canvas?.('all')
    },
    port: {
      view: () => state,
      status: () => status,
      version: () => state.version,
      confirmed: () => state,
      pendingText: () => [],
      amend: () => false,
      presence: createPresenceStore(),
      subscribe(listener) {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
      dispatch: () => err({ code: 'invalid', detail: 'The past cannot be changed' }),
      undo: () => noOperation,
      redo: () => noOperation,
      sendCursor: () => undefined,
      sendPreview: () => undefined,
      setPresence: () => undefined,
      retry: () => undefined,
      forgetFailed: () => Promise.resolve(),
    },
  }
}
