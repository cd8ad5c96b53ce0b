import type { CommittedOperation } from '@flowstate/engine'
import type { ServerMessage, SyncMessage } from '@flowstate/protocol'
import { roleAtLeast } from '@flowstate/protocol'
import { andThen } from './chain-steps.ts'
import { connect, onClosed, onTimer, stop } from './sync-lifecycle.ts'
import { adopt, amend, onOperationError, parkText, pump, renumber, withoutAnswered } from './sync-queue.ts'
import { settle, takeRows } from './sync-rows.ts'
import type { QueueEntry, SyncEffect, SyncEnvironment, SyncEvent, SyncState, SyncStep } from './sync-state.ts'
import { heartbeatIntervalMs } from './sync-state.ts'

/**
 * The client's side of the protocol as a pure function: what happened goes in, the next state and what to do come out
 * (CL1-CL5, SY2-SY5). Sockets, timers, the outbox and the store are run by `canvas-client`.
 */
export function step(state: SyncState, event: SyncEvent, environment: SyncEnvironment): SyncStep {
  switch (event.type) {
    case 'start':
      return state.phase.name === 'stopped' ? connect(state) : { state, effects: [] }
    case 'retry':
      return onRetry(state)
    case 'stop':
      return stop(state, { kind: 'stopped' })
    case 'opened':
      return {
        state: { ...state, phase: { name: 'syncing' }, heardAtMs: environment.nowMs },
        effects: [
          { type: 'schedule', timer: 'heartbeat', delayMs: heartbeatIntervalMs },
          { type: 'changed' },
        ],
      }
    case 'closed':
      return onClosed(state, event, environment)
    case 'enqueue': {
      const entry: QueueEntry = { id: event.id, seq: state.nextSeq, request: event.request }
      return {
        state: { ...state, queue: [...state.queue, entry], nextSeq: state.nextSeq + 1 },
        effects: [{ type: 'persist', entry }, { type: 'changed' }],
      }
    }
    case 'adopt':
      return adopt(state, event.entries)
    case 'amend':
      return amend(state, event.entry)
    case 'persisted': {
      const index = state.queue.findIndex((entry) => entry.id === event.id)
      if (index < state.durable) return { state, effects: [] }
      const pumped = pump({ ...state, durable: index + 1 })
      return { ...pumped, effects: [...pumped.effects, { type: 'changed' }] }
    }
    case 'diverged':
      return onDiverged(state)
    case 'timer':
      return onTimer(state, event.timer, environment)
    case 'message':
      return onMessage({ ...state, heardAtMs: environment.nowMs }, event.message, environment)
  }
}

/** Tries again what waits for time or for a person: the connection, or a queue that was refused for want of a right. */
function onRetry(state: SyncState): SyncStep {
  const { phase } = state
  switch (phase.name) {
    case 'waiting':
      return connect({ ...state, attempt: 0 })
    case 'stopped':
      return phase.reason.kind === 'closed' ? connect({ ...state, attempt: 0 }) : { state, effects: [] }
    case 'live':
      return andThen({ state: { ...state, paused: null }, effects: [{ type: 'changed' }] }, pump)
    case 'connecting':
    case 'syncing':
      return { state, effects: [] }
  }
}

/** Rows as they are broadcast; a hole asks for the rest (SY2). */
function onRows(state: SyncState, rows: readonly CommittedOperation[]): SyncStep {
  const taken = takeRows(state, rows)
  return taken.hole && state.phase.name === 'live' ? andThen(taken, resync) : taken
}

function onMessage(state: SyncState, message: ServerMessage, environment: SyncEnvironment): SyncStep {
  switch (message.type) {
    case 'sync':
      return onSync(state, message, environment)
    case 'operation':
      if (state.phase.name !== 'live' || state.resyncing) return { state, effects: [] }
      return andThen(onRows(state, [message.operation]), pump)
    case 'ack':
      return andThen(settle(state, message.id, message.reason), pump)
    case 'reject': {
      const index = state.queue.findIndex((entry) => entry.id === message.id)
      if (index < 0) return { state, effects: [] }
      const entry = state.queue[index] as QueueEntry
      const rejected: SyncEffect = {
        type: 'rejected',
        entry,
        code: message.code,
        detail: message.detail,
        ...(message.path === undefined ? {} : { path: message.path }),
      }
      const left = withoutAnswered(state, index)
      // the empty operation that spends a seq is refused as `empty` by design: nothing to report
      const spender = entry.request.type === 'operation' && entry.request.operation.changes.length === 0
      const effects: SyncEffect[] = spender ? [{ type: 'settled', id: entry.id }] : [rejected]
      return andThen({ state: left, effects: [...effects, { type: 'changed' }] }, pump)
    }
    case 'error':
      return message.id === undefined ? { state, effects: [] } : onOperationError(state, message, environment)
    case 'pong':
      return message.version > state.version && state.phase.name === 'live' && !state.resyncing
        ? resync(state)
        : { state, effects: [] }
    case 'role_changed': {
      if (!state.you) return { state, effects: [] }
      const you = { ...state.you, role: message.role }
      const paused = roleAtLeast(message.role, 'editor') ? null : state.paused
      return andThen({ state: { ...state, you, paused }, effects: [{ type: 'changed' }] }, pump)
    }
    case 'presence_join': {
      const { type: _, ...you } = message
      // shown in another way: on this very session nobody else comes
      if (you.sessionId !== state.you?.sessionId) return { state, effects: [{ type: 'presence', message }] }
      return { state: { ...state, you }, effects: [{ type: 'changed' }] }
    }
    case 'checksum':
      return message.version === state.version && state.phase.name === 'live'
        ? { state, effects: [{ type: 'verify', stateHash: message.stateHash }] }
        : { state, effects: [] }
    case 'draining':
      return { state: { ...state, backAtMs: environment.nowMs + message.retryInMs }, effects: [] }
    default:
      return { state, effects: [{ type: 'presence', message }] }
  }
}

/** One reload of the state, then only a report: never a loop, never a dead client (CL5). */
function onDiverged(state: SyncState): SyncStep {
  const divergences = state.divergences + 1
  if (divergences > 1) return { state: { ...state, divergences }, effects: [{ type: 'changed' }] }
  const isAway = state.phase.name === 'waiting' || state.phase.name === 'stopped'
  return {
    state: { ...state, divergences, version: 0, hash: null, held: [] },
    effects: isAway ? [{ type: 'changed' }] : [{ type: 'disconnect' }, { type: 'changed' }],
  }
}

/** A hole, or a head we have not heard of: ask from what we have (SY2, SY4). */
function resync(state: SyncState): SyncStep {
  return {
    state: { ...state, held: [], resyncing: true },
    effects: [{ type: 'send', message: { type: 'resync', since: state.version } }],
  }
}

function onSync(state: SyncState, message: SyncMessage, environment: SyncEnvironment): SyncStep {
  let before: SyncStep = { state, effects: [] }
  if (state.epoch !== null && state.epoch !== message.epoch)
    before = andThen(parkText(state, message.lastSeq), (now) => renumber(now, environment))
  const firstOfSocket = state.phase.name === 'syncing' && !state.resyncing
  before = andThen(before, (now) => ({
    state: { ...now, epoch: message.epoch, you: message.you, resyncing: false },
    effects: [{ type: 'presence', message }],
  }))
  if (message.state) {
    const { state: wire } = message
    const decidedSeq = before.state.epoch === state.epoch || state.epoch === null ? message.lastSeq : 0
    before = andThen(before, (now) => ({
      // the broadcast of what was sent on this socket may have gone under: sent again, it is answered (CL2)
      state: { ...now, version: wire.version, hash: message.hash, held: [], decidedSeq, sent: 0 },
      effects: [
        { type: 'reset', state: wire, decidedSeq },
        { type: 'verify', stateHash: wire.stateHash },
      ],
    }))
  }
  const rows = message.operations ?? []
  before = andThen(before, (now) => onRows(now, rows))
  if (before.state.phase.name === 'stopped') return before
  if (message.more)
    return andThen(before, (now) => ({ state: { ...now, phase: { name: 'syncing' } }, effects: [] }))
  return andThen(before, (now) =>
    andThen(
      {
        state: { ...now, phase: { name: 'live' }, attempt: 0, paused: firstOfSocket ? null : now.paused },
        effects: [{ type: 'changed' }],
      },
      pump,
    ),
  )
}
