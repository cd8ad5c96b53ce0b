import type { CommittedOperation, OperationId } from '@flowstate/engine'
import { rowSchema } from '@flowstate/engine'
import type { ServerMessage, SyncMessage } from '@flowstate/protocol'
import { closeCodes, roleAtLeast } from '@flowstate/protocol'
import { backoffDelayMs } from './backoff.ts'
import { giveUp, onOperationError, pump, renumber, withoutEntry } from './sync-queue.ts'
import type {
  QueueEntry,
  StopReason,
  SyncEffect,
  SyncEnvironment,
  SyncEvent,
  SyncState,
  SyncStep,
} from './sync-state.ts'
import { heartbeatIntervalMs, silenceMsMax } from './sync-state.ts'

const finalCloseCodes: ReadonlySet<number> = new Set(
  Object.values(closeCodes)
    .filter((entry) => entry.final)
    .map((entry) => entry.code),
)

/** Runs `next` on the state a step left and joins the effects. */
function then(before: SyncStep, next: (state: SyncState) => SyncStep): SyncStep {
  const after = next(before.state)
  return { state: after.state, effects: [...before.effects, ...after.effects] }
}

/**
 * The client's side of the protocol as a pure function: what happened goes in, the next state and what to do come out
 * (CL1-CL5, SY2-SY5). Sockets, timers, the outbox and the store are run by `canvas-client`.
 */
export function step(state: SyncState, event: SyncEvent, environment: SyncEnvironment): SyncStep {
  switch (event.type) {
    case 'start':
      return state.phase.name === 'stopped' ? connect(state) : { state, effects: [] }
    case 'retry':
      return state.phase.name === 'waiting' ? connect({ ...state, attempt: 0 }) : { state, effects: [] }
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
    case 'persisted': {
      const index = state.queue.findIndex((entry) => entry.id === event.id)
      return index < state.durable ? { state, effects: [] } : pump({ ...state, durable: index + 1 })
    }
    case 'diverged':
      return onDiverged(state)
    case 'timer':
      return onTimer(state, event.timer, environment)
    case 'message':
      return onMessage({ ...state, heardAtMs: environment.nowMs }, event.message, environment)
  }
}

function connect(state: SyncState): SyncStep {
  return {
    state: { ...state, phase: { name: 'connecting' }, sent: 0, held: [], resyncing: false },
    effects: [
      { type: 'cancel', timer: 'reconnect' },
      {
        type: 'connect',
        since: state.version,
        hash: state.hash,
        epoch: state.epoch,
        clientId: state.clientId,
      },
      { type: 'changed' },
    ],
  }
}

function stop(state: SyncState, reason: StopReason): SyncStep {
  return {
    state: { ...state, phase: { name: 'stopped', reason }, sent: 0, held: [] },
    effects: [
      { type: 'cancel', timer: 'reconnect' },
      { type: 'cancel', timer: 'resend' },
      { type: 'cancel', timer: 'heartbeat' },
      { type: 'disconnect' },
      { type: 'changed' },
    ],
  }
}

function onClosed(
  state: SyncState,
  event: { readonly code: number; readonly reason: string },
  environment: SyncEnvironment,
): SyncStep {
  if (state.phase.name === 'stopped') return { state, effects: [] }
  const unreadable = event.code === closeCodes.badMessage.code || event.code === closeCodes.tooBig.code
  const first = state.sent > 0 ? state.queue[0] : undefined
  let before: SyncStep = { state, effects: [] }
  if (unreadable && first) {
    before =
      state.suspect === first.id
        ? giveUp(state, 0, environment)
        : { state: { ...state, suspect: first.id }, effects: [] }
  } else if (finalCloseCodes.has(event.code)) {
    return stop(state, { kind: 'closed', code: event.code, reason: event.reason })
  }
  return then(before, (now) => ({
    state: {
      ...now,
      phase: { name: 'waiting', attempt: now.attempt },
      attempt: now.attempt + 1,
      sent: 0,
      held: [],
      resyncing: false,
    },
    effects: [
      { type: 'cancel', timer: 'heartbeat' },
      { type: 'cancel', timer: 'resend' },
      { type: 'schedule', timer: 'reconnect', delayMs: backoffDelayMs(now.attempt, environment.random()) },
      { type: 'changed' },
    ],
  }))
}

function onTimer(state: SyncState, timer: string, environment: SyncEnvironment): SyncStep {
  if (timer === 'reconnect') return state.phase.name === 'waiting' ? connect(state) : { state, effects: [] }
  if (timer === 'resend') return pump(state)
  if (state.phase.name !== 'live' && state.phase.name !== 'syncing') return { state, effects: [] }
  if (environment.nowMs - state.heardAtMs > silenceMsMax) return { state, effects: [{ type: 'disconnect' }] }
  const again: SyncEffect = { type: 'schedule', timer: 'heartbeat', delayMs: heartbeatIntervalMs }
  if (state.phase.name !== 'live') return { state, effects: [again] }
  return { state, effects: [{ type: 'send', message: { type: 'ping', t: environment.nowMs } }, again] }
}

function onMessage(state: SyncState, message: ServerMessage, environment: SyncEnvironment): SyncStep {
  switch (message.type) {
    case 'sync':
      return onSync(state, message, environment)
    case 'operation':
      if (state.phase.name !== 'live' || state.resyncing) return { state, effects: [] }
      return then(onRows(state, [message.operation]), pump)
    case 'ack':
      return then(settle(state, message.id, message.reason), pump)
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
      const left = withoutEntry(state, index)
      // the empty operation that spends a seq is refused as `empty` by design: nothing to report
      const spender = entry.request.type === 'operation' && entry.request.operation.changes.length === 0
      const effects: SyncEffect[] = spender ? [{ type: 'settled', id: entry.id }] : [rejected]
      return then({ state: left, effects: [...effects, { type: 'changed' }] }, pump)
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
      return then({ state: { ...state, you, paused }, effects: [{ type: 'changed' }] }, pump)
    }
    case 'checksum':
      return message.version === state.version && state.phase.name === 'live'
        ? { state, effects: [{ type: 'verify', stateHash: message.stateHash }] }
        : { state, effects: [] }
    case 'draining':
      return { state, effects: [] }
    default:
      return { state, effects: [{ type: 'presence', message }] }
  }
}

/** One reload of the state, then only a report: never a loop, never a dead client (CL5). */
function onDiverged(state: SyncState): SyncStep {
  const divergences = state.divergences + 1
  if (divergences > 1) return { state: { ...state, divergences }, effects: [{ type: 'changed' }] }
  return {
    state: { ...state, divergences, version: 0, hash: null, held: [] },
    effects: [{ type: 'disconnect' }, { type: 'changed' }],
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
  if (state.epoch !== null && state.epoch !== message.epoch) before = renumber(state, environment)
  const firstOfSocket = state.phase.name === 'syncing' && !state.resyncing
  before = then(before, (now) => ({
    state: { ...now, epoch: message.epoch, you: message.you, resyncing: false },
    effects: [{ type: 'presence', message }],
  }))
  if (message.state) {
    const { state: wire } = message
    const decidedSeq = before.state.epoch === state.epoch || state.epoch === null ? message.lastSeq : 0
    before = then(before, (now) => ({
      state: { ...now, version: wire.version, hash: message.hash, held: [], decidedSeq },
      effects: [{ type: 'reset', state: wire, decidedSeq }],
    }))
  }
  const rows = message.operations ?? []
  before = then(before, (now) => onRows(now, rows))
  if (before.state.phase.name === 'stopped') return before
  if (message.more)
    return then(before, (now) => ({ state: { ...now, phase: { name: 'syncing' } }, effects: [] }))
  return then(before, (now) =>
    then(
      {
        state: { ...now, phase: { name: 'live' }, attempt: 0, paused: firstOfSocket ? null : now.paused },
        effects: [{ type: 'changed' }],
      },
      pump,
    ),
  )
}

/** Rows in version order; old ones are ignored, a hole asks for the rest, a set is held until it is whole (OP9). */
function onRows(state: SyncState, rows: readonly CommittedOperation[]): SyncStep {
  const ready: CommittedOperation[] = []
  let held = state.held
  let { version, hash } = state
  let hole = false
  for (const row of rows) {
    const due = version + held.length + 1
    if (row.version < due) continue
    if (row.version > due) {
      hole = true
      break
    }
    if (row.schema > rowSchema)
      return then(confirm(state, ready, { version, hash, held }), (now) =>
        stop(now, { kind: 'outdated', schema: row.schema }),
      )
    held = [...held, row]
    if (row.part && row.part[0] < row.part[1]) continue
    ready.push(...held)
    version = row.version
    hash = row.hash
    held = []
  }
  const confirmed = confirm(state, ready, { version, hash, held })
  return hole && state.phase.name === 'live' ? then(confirmed, resync) : confirmed
}

function confirm(
  state: SyncState,
  rows: readonly CommittedOperation[],
  position: Pick<SyncState, 'version' | 'hash' | 'held'>,
): SyncStep {
  const start: SyncStep = { state: { ...state, ...position }, effects: [] }
  if (rows.length === 0) return start
  const mine = new Set(rows.map((row) => row.id))
  const settled = state.queue.filter((entry) => mine.has(entry.id))
  return settled.reduce<SyncStep>((now, entry) => then(now, (next) => settle(next, entry.id)), {
    state: start.state,
    effects: [{ type: 'confirm', rows }],
  })
}

function settle(state: SyncState, id: OperationId, nothing?: 'nothing_left' | 'no_effect'): SyncStep {
  const index = state.queue.findIndex((entry) => entry.id === id)
  if (index < 0) return { state, effects: [] }
  return {
    state: withoutEntry(state, index),
    effects: [
      nothing === undefined ? { type: 'settled', id } : { type: 'settled', id, nothing },
      { type: 'changed' },
    ],
  }
}
