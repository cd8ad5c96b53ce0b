import type { CanvasId, ClientId, CommittedOperation, OperationId } from '@flowstate/engine'
import type { ServerMessage, SyncMessage } from '@flowstate/protocol'
import { describe, expect, test } from 'vitest'
import { step } from './sync-machine.ts'
import type { SyncEffect, SyncEnvironment, SyncEvent, SyncState } from './sync-state.ts'
import { initialSyncState, silenceMsMax } from './sync-state.ts'

const clientId = '018f0000-0000-7000-8000-00000000c11e' as ClientId
const otherClientId = '018f0000-0000-7000-8000-00000000c12e' as ClientId
const canvasId = '018f0000-0000-7000-8000-0000000ca5a5' as CanvasId
const opId = (n: number) => `018f0000-0000-7000-8000-${String(n).padStart(12, '0')}` as OperationId

let nowMs = 0
const environment = (): SyncEnvironment => ({
  nowMs,
  random: () => 0.5,
  newClientId: () => otherClientId,
  newOperationId: () => opId(999),
})

/** Runs events one after the other and collects what the machine wants done. */
function run(state: SyncState, ...events: SyncEvent[]): { state: SyncState; effects: SyncEffect[] } {
  const effects: SyncEffect[] = []
  let now = state
  for (const event of events) {
    const next = step(now, event, environment())
    now = next.state
    effects.push(...next.effects)
  }
  return { state: now, effects }
}

const row = (version: number, fields: Partial<CommittedOperation> = {}): CommittedOperation => ({
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

const sync = (fields: Partial<SyncMessage>): SyncMessage => ({
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

const message = (value: ServerMessage): SyncEvent => ({ type: 'message', message: value })
const edit = (n: number): SyncEvent[] => [
  {
    type: 'enqueue',
    id: opId(n),
    request: { type: 'operation', operation: { id: opId(n), changes: [{ kind: 'canvas', set: {} }] } },
  },
  { type: 'persisted', id: opId(n) },
]
const sentIds = (effects: readonly SyncEffect[]) =>
  effects.flatMap((effect) =>
    effect.type === 'send' && effect.message.type === 'operation' ? [effect.message.operation.id] : [],
  )
const fresh = () => initialSyncState({ clientId, nextSeq: 1, queue: [] })
const live = () => run(fresh(), { type: 'start' }, { type: 'opened' }, message(sync({}))).state

describe('sync machine', () => {
  test('CL3 nothing is sent before the outbox has it', () => {
    const [enqueue, persisted] = edit(1) as [SyncEvent, SyncEvent]
    const queued = run(live(), enqueue)
    expect(sentIds(queued.effects)).toEqual([])
    expect(queued.effects).toContainEqual(expect.objectContaining({ type: 'persist' }))
    expect(sentIds(run(queued.state, persisted).effects)).toEqual([opId(1)])
  })

  test('CM7 operations carry clientId and seq = 1, 2, 3 in order', () => {
    const { effects } = run(live(), ...edit(1), ...edit(2), ...edit(3))
    const sent = effects.flatMap((effect) =>
      effect.type === 'send' && effect.message.type === 'operation' ? [effect.message.operation] : [],
    )
    expect(sent.map((operation) => [operation.clientId, operation.seq])).toEqual([
      [clientId, 1],
      [clientId, 2],
      [clientId, 3],
    ])
  })

  test('CL2 the own broadcast settles a pending operation, in the same step as it is confirmed', () => {
    const { state, effects } = run(
      live(),
      ...edit(1),
      message({ type: 'operation', operation: row(1, { id: opId(1), clientId, seq: 1 }) }),
    )
    expect(state.queue).toEqual([])
    const kinds = effects.map((effect) => effect.type)
    expect(kinds.indexOf('confirm')).toBeLessThan(kinds.indexOf('settled'))
    expect(state.version).toBe(1)
    expect(state.hash).toBe('hash-1')
  })

  test('SY2 a hole asks the server for what is missing and drops what came after it', () => {
    const { state, effects } = run(live(), message({ type: 'operation', operation: row(2) }))
    expect(effects).toContainEqual({ type: 'send', message: { type: 'resync', since: 0 } })
    expect(state.version).toBe(0)
    const mended = run(state, message(sync({ version: 2, operations: [row(1), row(2)] })))
    expect(mended.state.version).toBe(2)
    expect(mended.state.phase.name).toBe('live')
  })

  test('SY2 a row seen before is ignored', () => {
    const once = run(live(), message({ type: 'operation', operation: row(1) })).state
    const twice = run(once, message({ type: 'operation', operation: row(1) }))
    expect(twice.effects.filter((effect) => effect.type === 'confirm')).toEqual([])
  })

  test('OP9 the parts of a set are held back and confirmed together', () => {
    const first = run(live(), message({ type: 'operation', operation: row(1, { part: [1, 2] }) }))
    expect(first.effects.filter((effect) => effect.type === 'confirm')).toEqual([])
    expect(first.state.version).toBe(0)
    const second = run(first.state, message({ type: 'operation', operation: row(2, { part: [2, 2] }) }))
    expect(second.effects).toContainEqual({
      type: 'confirm',
      rows: [row(1, { part: [1, 2] }), row(2, { part: [2, 2] })],
    })
    expect(second.state.version).toBe(2)
  })

  test('SY5 a lost socket is opened again after a jittered delay, from the confirmed version', () => {
    const at2 = run(live(), message({ type: 'operation', operation: row(1) })).state
    const lost = run(at2, { type: 'closed', code: 1006, reason: '' })
    expect(lost.state.phase.name).toBe('waiting')
    expect(lost.effects).toContainEqual(expect.objectContaining({ type: 'schedule', timer: 'reconnect' }))
    const again = run(lost.state, { type: 'timer', timer: 'reconnect' })
    expect(again.effects).toContainEqual({
      type: 'connect',
      since: 1,
      hash: 'hash-1',
      epoch: 'epoch-1',
      clientId,
    })
  })

  test('SY5 a final close code stops the retries and keeps the queue', () => {
    const closed = run(live(), ...edit(1), { type: 'closed', code: 4404, reason: 'gone' })
    expect(closed.state.phase).toEqual({
      name: 'stopped',
      reason: { kind: 'closed', code: 4404, reason: 'gone' },
    })
    expect(closed.state.queue).toHaveLength(1)
  })

  test('CM6 after a reconnect everything unanswered is sent again, in order, under the same ids', () => {
    const before = run(live(), ...edit(1), ...edit(2)).state
    const { effects } = run(
      before,
      { type: 'closed', code: 1006, reason: '' },
      { type: 'timer', timer: 'reconnect' },
      { type: 'opened' },
      message(sync({ lastSeq: 1, version: 0 })),
    )
    expect(sentIds(effects)).toEqual([opId(1), opId(2)])
  })

  test('CL2 after a reset what the server has decided leaves the view and is resent for its answer', () => {
    const before = run(live(), ...edit(1), ...edit(2)).state
    const state = { version: 9, stateHash: '', canvas: {}, shapes: [] }
    const { operations: _, ...withoutOperations } = sync({ lastSeq: 1, version: 9, hash: 'hash-9' })
    const { effects } = run(
      before,
      { type: 'closed', code: 1006, reason: '' },
      { type: 'timer', timer: 'reconnect' },
      { type: 'opened' },
      message({ ...withoutOperations, state, reset: true }),
    )
    expect(effects).toContainEqual({ type: 'reset', state, decidedSeq: 1 })
    expect(sentIds(effects)).toEqual([opId(1), opId(2)])
  })

  test('SY3 another epoch: a new clientId, seq from 1, the same ids', () => {
    const before = run(live(), ...edit(1), ...edit(2)).state
    const restored = run(
      before,
      { type: 'closed', code: 1006, reason: '' },
      { type: 'timer', timer: 'reconnect' },
      { type: 'opened' },
      message(sync({ epoch: 'epoch-2' })),
    )
    expect(restored.state.clientId).toBe(otherClientId)
    expect(restored.state.queue.map((entry) => [entry.id, entry.seq])).toEqual([
      [opId(1), 1],
      [opId(2), 2],
    ])
    expect(sentIds(restored.effects)).toEqual([opId(1), opId(2)])
  })

  test('CM7 seq_conflict: the queue goes on under a new clientId', () => {
    const { state, effects } = run(
      live(),
      ...edit(1),
      message({ type: 'error', code: 'seq_conflict', detail: '', id: opId(1) }),
    )
    expect(state.clientId).toBe(otherClientId)
    expect(effects).toContainEqual(
      expect.objectContaining({ type: 'renumbered', clientId: otherClientId, nextSeq: 2 }),
    )
    expect(effects).toContainEqual({ type: 'disconnect' })
  })

  test('CM7 out_of_order: sends again from the seq that is due', () => {
    const asked = run(
      live(),
      ...edit(1),
      ...edit(2),
      message({ type: 'error', code: 'out_of_order', detail: '', id: opId(2), expected: 1 }),
    )
    const again = run(asked.state, { type: 'timer', timer: 'resend' })
    expect(sentIds(again.effects)).toEqual([opId(1), opId(2)])
  })

  test('CM8 a final refusal takes the operation out and keeps it for the person', () => {
    const { state, effects } = run(
      live(),
      ...edit(1),
      message({ type: 'reject', id: opId(1), seq: 1, code: 'unknown_shape', detail: 'no such shape' }),
    )
    expect(state.queue).toEqual([])
    expect(effects).toContainEqual(expect.objectContaining({ type: 'rejected', code: 'unknown_shape' }))
  })

  test('CL4 losing access pauses and keeps the queue; getting it back sends it', () => {
    const paused = run(
      live(),
      ...edit(1),
      message({ type: 'error', code: 'forbidden', detail: 'viewer', id: opId(1) }),
    )
    expect(paused.state.paused?.code).toBe('forbidden')
    expect(paused.state.queue).toHaveLength(1)
    const back = run(paused.state, message({ type: 'role_changed', role: 'editor' }))
    expect(sentIds(back.effects)).toEqual([opId(1)])
  })

  test('CM8 an operation that closed the socket twice is given up and its seq spent with an empty one', () => {
    const reopen = [
      { type: 'timer', timer: 'reconnect' },
      { type: 'opened' },
      message(sync({})),
    ] as const satisfies SyncEvent[]
    const tooBig: SyncEvent = { type: 'closed', code: 1009, reason: 'too big' }
    const once = run(live(), ...edit(1), ...edit(2), tooBig, ...reopen)
    expect(sentIds(once.effects.slice(-2))).toEqual([opId(1)])
    const twice = run(once.state, tooBig)
    expect(twice.effects).toContainEqual(expect.objectContaining({ type: 'rejected' }))
    const after = run(twice.state, ...reopen)
    expect(sentIds(after.effects)).toEqual([opId(999), opId(2)])
    expect(after.state.queue.map((entry) => entry.seq)).toEqual([1, 2])
  })

  test('SY4 a heartbeat pings, notices a missed head and ends a silent socket', () => {
    nowMs = 1_000
    const beat = run(live(), { type: 'timer', timer: 'heartbeat' })
    expect(beat.effects).toContainEqual({ type: 'send', message: { type: 'ping', t: 1_000 } })
    const behind = run(beat.state, message({ type: 'pong', t: 1_000, version: 3 }))
    expect(behind.effects).toContainEqual({ type: 'send', message: { type: 'resync', since: 0 } })
    nowMs += silenceMsMax + 1
    expect(run(beat.state, { type: 'timer', timer: 'heartbeat' }).effects).toEqual([{ type: 'disconnect' }])
    nowMs = 0
  })

  test('CM13 a row of a newer schema stops the client with a reason instead of guessing', () => {
    const { state, effects } = run(
      live(),
      message({ type: 'operation', operation: row(1, { schema: 1_000 }) }),
    )
    expect(state.phase).toEqual({ name: 'stopped', reason: { kind: 'outdated', schema: 1_000 } })
    expect(effects).toContainEqual({ type: 'disconnect' })
  })

  test('UN6 an undo with nothing left is an answer that settles the entry', () => {
    const undo: SyncEvent[] = [
      { type: 'enqueue', id: opId(5), request: { type: 'undo', id: opId(5) } },
      { type: 'persisted', id: opId(5) },
    ]
    const asked = run(live(), ...undo)
    expect(asked.effects).toContainEqual({
      type: 'send',
      message: { type: 'undo', id: opId(5), clientId, seq: 1 },
    })
    const answered = run(
      asked.state,
      message({ type: 'ack', id: opId(5), seq: 1, duplicate: false, reason: 'nothing_left' }),
    )
    expect(answered.effects).toContainEqual({ type: 'settled', id: opId(5), nothing: 'nothing_left' })
    expect(answered.state.queue).toEqual([])
  })
})
