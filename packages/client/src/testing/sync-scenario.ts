import {
  type CanvasId,
  type ClientId,
  type CommittedOperation,
  emptyState,
  type OperationId,
  stateHash,
  toHex,
} from '@flowstate/engine'
import type { ServerMessage, SyncMessage, WireState } from '@flowstate/protocol'
import { sha256 } from '@noble/hashes/sha2.js'
import { step } from '../sync-machine.ts'
import type { SyncEffect, SyncEnvironment, SyncEvent, SyncState } from '../sync-state.ts'
import { initialSyncState } from '../sync-state.ts'

export const clientId = '018f0000-0000-7000-8000-00000000c11e' as ClientId
export const otherClientId = '018f0000-0000-7000-8000-00000000c12e' as ClientId
export const canvasId = '018f0000-0000-7000-8000-0000000ca5a5' as CanvasId
export const opId = (n: number) => `018f0000-0000-7000-8000-${String(n).padStart(12, '0')}` as OperationId

export const emptyHash = toHex(stateHash(emptyState(), sha256))

/** An empty canvas as a server sends it. */
export const emptyAt = (version: number): WireState => ({
  version,
  stateHash: emptyHash,
  canvas: {},
  shapes: [],
})

/** The clock of `run`. */
export const time = { nowMs: 0 }
const environment = (): SyncEnvironment => ({
  nowMs: time.nowMs,
  random: () => 0.5,
  newClientId: () => otherClientId,
  newOperationId: () => opId(999),
})

/** Runs events one after the other and collects what the machine wants done. */
export function run(state: SyncState, ...events: SyncEvent[]): { state: SyncState; effects: SyncEffect[] } {
  const effects: SyncEffect[] = []
  let now = state
  for (const event of events) {
    const next = step(now, event, environment())
    now = next.state
    effects.push(...next.effects)
  }
  return { state: now, effects }
}

export const row = (version: number, fields: Partial<CommittedOperation> = {}): CommittedOperation => ({
  version,
  id: opId(1_000 + version),
  kind: 'edit',
  canvasId,
  createdAt: '2026-01-01T00:00:00.000Z',
  schema: 1,
  changes: [],
  hash: `hash-${version}`,
  ...fields,
})

export const sync = (fields: Partial<SyncMessage>): SyncMessage => ({
  type: 'sync',
  protocol: 1,
  canvasId,
  version: 0,
  hash: 'genesis',
  epoch: 'epoch-1',
  lastSeq: 0,
  you: {} as SyncMessage['you'],
  presence: [],
  operations: [],
  ...fields,
})

export const message = (value: ServerMessage): SyncEvent => ({ type: 'message', message: value })
export const edit = (n: number): SyncEvent[] => [
  {
    type: 'enqueue',
    id: opId(n),
    request: { type: 'operation', operation: { id: opId(n), changes: [{ kind: 'canvas', set: {} }] } },
  },
  { type: 'persisted', id: opId(n) },
]
export const sentIds = (effects: readonly SyncEffect[]) =>
  effects.flatMap((effect) =>
    effect.type === 'send' && effect.message.type === 'operation' ? [effect.message.operation.id] : [],
  )
const fresh = () => initialSyncState({ clientId, nextSeq: 1, queue: [] })
export const live = () => run(fresh(), { type: 'start' }, { type: 'opened' }, message(sync({}))).state
