import { normaliseProposal, type OperationId, type ProposedChange } from '@flowstate/engine'
import type { ClientMessage, ErrorMessage } from '@flowstate/protocol'
import type { QueueEntry, SyncEffect, SyncEnvironment, SyncState, SyncStep } from './sync-state.ts'
import { inFlightMax } from './sync-state.ts'

/** The message that carries an entry. Bytes of a resend are those of the first send but for clientId and seq (CM6). */
function toMessage(entry: QueueEntry, clientId: SyncState['clientId']): ClientMessage {
  const { request, seq } = entry
  if (request.type === 'operation')
    return { type: 'operation', operation: { ...request.operation, clientId, seq } }
  return { ...request, clientId, seq }
}

/** Sends what may be in flight. While an entry is suspected of closing sockets, one at a time (CM8). */
export function pump(state: SyncState): SyncStep {
  if (state.phase.name !== 'live' || state.paused) return { state, effects: [] }
  const window = state.suspect ? 1 : inFlightMax
  const effects: SyncEffect[] = []
  let sent = state.sent
  while (sent < state.durable && sent < window) {
    const entry = state.queue[sent] as QueueEntry
    effects.push({ type: 'send', message: toMessage(entry, state.clientId) })
    sent++
  }
  if (effects.length === 0) return { state, effects }
  const sentSeq = Math.max(state.sentSeq, (state.queue[sent - 1] as QueueEntry).seq)
  return { state: { ...state, sent, sentSeq }, effects }
}

/** Undo or redo of whatever is the newest when the server reads it (UN8). */
const isOfTheNewest = ({ request }: QueueEntry): boolean =>
  request.type !== 'operation' && request.target === undefined

/**
 * Takes over what another queue held, behind what is here. The server may have seen it, under the clientId it had, so none of it
 * is amended, nor what is before it. An undo of the newest step is left away where this tab has made steps of its own: it was
 * not meant for those.
 */
export function adopt(state: SyncState, left: readonly QueueEntry[]): SyncStep {
  const known = new Set(state.queue.map((entry) => entry.id))
  const news = left.filter((entry) => !known.has(entry.id))
  const isMeant = (entry: QueueEntry): boolean => state.nextSeq === 1 || !isOfTheNewest(entry)
  const dropped = news.filter((entry) => !isMeant(entry))
  const entries = news.filter(isMeant).map((entry, i) => ({ ...entry, seq: state.nextSeq + i }))
  const settled = dropped.map(({ id }) => ({ type: 'settled', id }) as const)
  if (entries.length === 0) return { state, effects: settled }
  const nextSeq = state.nextSeq + entries.length
  return {
    state: { ...state, queue: [...state.queue, ...entries], nextSeq, sentSeq: nextSeq - 1 },
    effects: [...settled, { type: 'adopted', entries }, { type: 'changed' }],
  }
}

/**
 * An edit of the queue with other changes; null where the changes are none, or the server may have seen it: what is sent again is
 * sent with the same bytes (CM6).
 */
export function amendedEntry(
  state: SyncState,
  id: OperationId,
  changes: readonly ProposedChange[],
): QueueEntry | null {
  const entry = state.queue.find((other) => other.id === id)
  if (entry?.request.type !== 'operation' || entry.seq <= state.sentSeq) return null
  const normal = normaliseProposal({ ...entry.request.operation, changes })
  return normal.ok ? { ...entry, request: { type: 'operation', operation: normal.value } } : null
}

/** Takes over an amended entry. It and what is behind it are written anew before they are sent (CL3). */
export function amend(state: SyncState, amended: QueueEntry): SyncStep {
  const index = state.queue.findIndex((entry) => entry.id === amended.id)
  const queue = state.queue.map((entry) => (entry.id === amended.id ? amended : entry))
  return {
    state: { ...state, queue, durable: Math.min(state.durable, index) },
    effects: [
      ...queue.slice(index).map((entry) => ({ type: 'persist', entry }) as const),
      { type: 'changed' },
    ],
  }
}

/** Takes an entry out of the queue that the server has answered under the seq it has now. */
export function withoutAnswered(state: SyncState, index: number): SyncState {
  const { seq } = state.queue[index] as QueueEntry
  return withoutEntry({ ...state, answeredSeq: Math.max(state.answeredSeq, seq) }, index)
}

/** Takes an entry out of the queue. Its seq is not spent by that. */
export function withoutEntry(state: SyncState, index: number): SyncState {
  const entry = state.queue[index] as QueueEntry
  return {
    ...state,
    queue: state.queue.filter((_, i) => i !== index),
    durable: index < state.durable ? state.durable - 1 : state.durable,
    sent: index < state.sent ? state.sent - 1 : state.sent,
    suspect: state.suspect === entry.id ? null : state.suspect,
  }
}

/** A new clientId, seq from 1, the same operation ids: cloned storage or a restored backup (CM7, SY3). */
export function renumber(state: SyncState, environment: SyncEnvironment): SyncStep {
  const clientId = environment.newClientId()
  const queue = state.queue.map((entry, i) => ({ ...entry, seq: i + 1 }))
  const nextSeq = queue.length + 1
  return {
    state: {
      ...state,
      clientId,
      queue,
      nextSeq,
      answeredSeq: 0,
      sent: 0,
      sentSeq: queue.length,
      decidedSeq: 0,
    },
    effects: [{ type: 'renumbered', queue }],
  }
}

/** Whether an entry changes text by characters counted in one particular past of the log. */
function isTextDelta({ request }: QueueEntry): boolean {
  return request.type === 'operation' && request.operation.changes.some((change) => change.kind === 'text')
}

/**
 * The log has another past than the one text deltas were made on: those the server has not decided go to the "could not be
 * saved" list, for they would change the wrong characters (SY3).
 */
export function parkText(state: SyncState, decidedSeq: number): SyncStep {
  const parked = state.queue.filter((entry) => entry.seq > decidedSeq && isTextDelta(entry))
  const left = parked.reduce((now, entry) => withoutEntry(now, now.queue.indexOf(entry)), state)
  return {
    state: left,
    effects: parked.map((entry) => ({
      type: 'rejected',
      entry,
      code: 'text_conflict',
      detail: 'The server was restored from a backup; this text was typed on what is no longer there.',
    })),
  }
}

/**
 * An operation that closed the socket twice: it goes to the "could not be saved" list and its seq is spent with an empty
 * operation, so that what follows can be saved (CM8).
 */
export function giveUp(state: SyncState, index: number, environment: SyncEnvironment): SyncStep {
  const entry = state.queue[index] as QueueEntry
  const id = environment.newOperationId()
  const spender: QueueEntry = {
    id,
    seq: entry.seq,
    request: { type: 'operation', operation: { id, changes: [] } },
  }
  const queue = state.queue.map((other, i) => (i === index ? spender : other))
  return {
    state: { ...state, queue, suspect: null },
    effects: [
      { type: 'rejected', entry, code: 'too_many_changes', detail: 'The server could not read this change.' },
      { type: 'renumbered', queue },
    ],
  }
}

/** Transient and access refusals, which name the operation but do not answer it (CM8). */
export function onOperationError(
  state: SyncState,
  message: ErrorMessage,
  environment: SyncEnvironment,
): SyncStep {
  const index = state.queue.findIndex((entry) => entry.id === message.id)
  if (index < 0) return { state, effects: [] }
  const unsent = { ...state, sent: Math.min(state.sent, index) }
  switch (message.code) {
    case 'seq_conflict': {
      const renumbered = renumber(state, environment)
      return { state: renumbered.state, effects: [...renumbered.effects, { type: 'disconnect' }] }
    }
    case 'out_of_order': {
      const due = state.queue.findIndex((entry) => entry.seq === message.expected)
      const answeredMeanwhile = message.expected !== undefined && message.expected <= state.answeredSeq
      if ((due >= 0 && due <= index) || answeredMeanwhile)
        return {
          state: { ...state, sent: Math.min(state.sent, answeredMeanwhile ? index : due) },
          effects: [{ type: 'schedule', timer: 'resend', delayMs: 50 }],
        }
      const renumbered = renumber(state, environment)
      return { state: renumbered.state, effects: [...renumbered.effects, { type: 'disconnect' }] }
    }
    case 'forbidden':
    case 'not_found':
    case 'canvas_locked':
    case 'canvas_full':
      return {
        state: { ...unsent, paused: { code: message.code, detail: message.detail } },
        effects: [{ type: 'changed' }],
      }
    default:
      return {
        state: unsent,
        effects: [
          { type: 'schedule', timer: 'resend', delayMs: 200 + Math.round(environment.random() * 800) },
        ],
      }
  }
}
