import type { ErrorCode, Participant } from '@flowstate/protocol'
import type { FailedOperation } from './outbox-storage.ts'
import { pendingSteps } from './pending-steps.ts'
import type { StopReason, SyncState } from './sync-state.ts'

export type ConnectionStatus =
  | { readonly name: 'connecting' }
  | { readonly name: 'live' }
  | { readonly name: 'offline' }
  /** The server refuses edits for want of a right; they are kept (CL4). */
  | { readonly name: 'paused'; readonly code: ErrorCode; readonly detail: string }
  | { readonly name: 'stopped'; readonly reason: StopReason }

/** Replaced, never changed: compare by identity. */
export interface ClientStatus {
  readonly connection: ConnectionStatus
  /** Operations not yet acknowledged. 0 means everything is saved. */
  readonly pending: number
  /** How many of those are on the disk here, and would outlive this page (CL3). */
  readonly kept: number
  readonly failed: readonly FailedOperation[]
  readonly you: Participant | null
  /** True when the state differed from the server's even after a reload (CL5): worth a report. */
  readonly diverged: boolean
  /** False when this browser cannot keep unsent work (private mode, disk full). */
  readonly outboxWorks: boolean
  /** Whether undo can be asked for: always while live, else only of one's own unsent work (UN8). */
  readonly canUndo: boolean
  readonly canRedo: boolean
}

/** In touch with the server, and nothing is waiting: what a canvas without a server always says. */
export const idleStatus: ClientStatus = {
  connection: { name: 'live' },
  pending: 0,
  kept: 0,
  failed: [],
  you: null,
  outboxWorks: true,
  diverged: false,
  canUndo: true,
  canRedo: true,
}

/** What the phase of the sync machine means to a person. */
export function connectionStatus(state: SyncState): ConnectionStatus {
  const { phase, paused } = state
  switch (phase.name) {
    case 'connecting':
    case 'syncing':
      return state.attempt > 0 ? { name: 'offline' } : { name: 'connecting' }
    case 'waiting':
      return { name: 'offline' }
    case 'live':
      return paused ? { name: 'paused', ...paused } : { name: 'live' }
    case 'stopped':
      return { name: 'stopped', reason: phase.reason }
  }
}

/** What there is to say about a client in a state. `gestureBefore` is that of the own edit that left the queue last. */
export function statusOf(
  state: SyncState,
  rest: Pick<ClientStatus, 'failed' | 'outboxWorks'> & { readonly gestureBefore: string | undefined },
): ClientStatus {
  const { failed, outboxWorks, gestureBefore } = rest
  const steps = state.phase.name === 'live' ? null : pendingSteps(state.queue, gestureBefore)
  return {
    connection: connectionStatus(state),
    pending: state.queue.length,
    kept: outboxWorks ? state.durable : 0,
    failed,
    you: state.you,
    diverged: state.divergences > 1,
    outboxWorks,
    canUndo: steps === null || steps.undo !== null,
    canRedo: steps === null || steps.redo !== null,
  }
}
