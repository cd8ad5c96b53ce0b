import type { ShapeId } from '@flowstate/engine'
import { describe, expect, test } from 'vitest'
import type { SyncEvent, SyncState } from './sync-state.ts'
import { connectMsMax, initialSyncState } from './sync-state.ts'
import {
  clientId,
  edit,
  emptyAt,
  live,
  message,
  opId,
  otherClientId,
  row,
  run,
  sentIds,
  sync,
  time,
} from './testing/sync-scenario.ts'

const lostSocket: SyncEvent = { type: 'closed', code: 1006, reason: '' }
const reopen = [{ type: 'timer', timer: 'reconnect' }, { type: 'opened' }] as const satisfies SyncEvent[]
const resetTo = (version: number, lastSeq: number, more: Partial<Parameters<typeof sync>[0]> = {}) => {
  const { operations: _, ...rest } = sync({ version, lastSeq, hash: `hash-${version}`, ...more })
  return message({ ...rest, state: emptyAt(version), reset: true })
}
const typing = (n: number): SyncEvent[] => [
  {
    type: 'enqueue',
    id: opId(n),
    request: {
      type: 'operation',
      operation: {
        id: opId(n),
        changes: [{ kind: 'text', id: 'shape-a-0000' as ShapeId, field: 'text', base: 1, delta: ['x'] }],
      },
    },
  },
  { type: 'persisted', id: opId(n) },
]
const reconnectDelay = (effects: ReturnType<typeof run>['effects']) =>
  effects.flatMap((effect) =>
    effect.type === 'schedule' && effect.timer === 'reconnect' ? [effect.delayMs] : [],
  )

describe('recovery of the sync machine', () => {
  test('CL2 a reset on a live socket resends what was under way: its broadcast is inside the state', () => {
    const behind = run(live(), ...edit(1), ...edit(2), message({ type: 'operation', operation: row(3) }))
    const reset = run(behind.state, resetTo(3, 2))
    expect(sentIds(reset.effects)).toEqual([opId(1), opId(2)])
    const acked = run(
      reset.state,
      message({ type: 'ack', id: opId(1), seq: 1, version: 1, duplicate: true }),
      message({ type: 'ack', id: opId(2), seq: 2, version: 2, duplicate: true }),
    )
    expect(acked.state.queue).toEqual([])
  })

  test('OP9 a reset in the middle of a set forgets the half that was held', () => {
    const half = run(live(), message({ type: 'operation', operation: row(1, { part: [1, 2] }) })).state
    const reset = run(half, message({ type: 'pong', t: 0, version: 2 }), resetTo(2, 0)).state
    expect([reset.version, reset.held]).toEqual([2, []])
    const next = run(reset, message({ type: 'operation', operation: row(3) }))
    expect(next.state.version).toBe(3)
  })

  test('OP9 a socket lost in the middle of a set asks again from before it', () => {
    const half = run(live(), message({ type: 'operation', operation: row(1, { part: [1, 2] }) }), lostSocket)
    const again = run(half.state, { type: 'timer', timer: 'reconnect' })
    expect(again.effects).toContainEqual(expect.objectContaining({ type: 'connect', since: 0 }))
    const whole = [row(1, { part: [1, 2] }), row(2, { part: [2, 2] })]
    const caughtUp = run(again.state, { type: 'opened' }, message(sync({ version: 2, operations: whole })))
    expect(caughtUp.effects).toContainEqual({ type: 'confirm', rows: whole })
  })

  test('OP9 the pages of a catch-up may part a set', () => {
    const [first, second] = [row(1, { part: [1, 2] }), row(2, { part: [2, 2] })]
    const opened = run(live(), lostSocket, ...reopen)
    const paged = run(
      opened.state,
      message(sync({ version: 1, operations: [first], more: true })),
      message(sync({ version: 2, operations: [second] })),
    )
    expect(paged.effects).toContainEqual({ type: 'confirm', rows: [first, second] })
    expect(paged.state.phase.name).toBe('live')
  })

  test('SY3 another epoch: text typed on the lost past goes to the person, the rest on under a new clientId', () => {
    const before = run(live(), ...typing(1), ...edit(2), ...typing(3), lostSocket, ...reopen).state
    const restored = run(before, resetTo(0, 1, { epoch: 'epoch-2' }))
    const parked = restored.effects.filter((effect) => effect.type === 'rejected')
    expect(parked.map((effect) => [effect.entry.id, effect.code])).toEqual([[opId(3), 'text_conflict']])
    expect(restored.state.clientId).toBe(otherClientId)
    expect(restored.state.queue.map((entry) => [entry.id, entry.seq])).toEqual([
      [opId(1), 1],
      [opId(2), 2],
    ])
    expect(sentIds(restored.effects)).toEqual([opId(1), opId(2)])
  })

  test('CM7 undo and redo keep their ids and their place when the queue is renumbered', () => {
    const undo: SyncEvent[] = [
      { type: 'enqueue', id: opId(2), request: { type: 'undo', id: opId(2) } },
      { type: 'persisted', id: opId(2) },
    ]
    const conflict = message({ type: 'error', code: 'seq_conflict', detail: '', id: opId(1) })
    const again = run(live(), ...edit(1), ...undo, conflict, lostSocket, ...reopen, message(sync({})))
    expect(again.effects.filter((effect) => effect.type === 'send').slice(-2)).toEqual([
      expect.objectContaining({ type: 'send', message: expect.objectContaining({ type: 'operation' }) }),
      { type: 'send', message: { type: 'undo', id: opId(2), clientId: otherClientId, seq: 2 } },
    ])
  })

  test('CM7 out_of_order for a seq that is not in the queue takes a new clientId instead of waiting for ever', () => {
    const adopted = initialSyncState({
      clientId,
      nextSeq: 3,
      queue: [{ id: opId(1), seq: 2, request: { type: 'undo', id: opId(1) } }],
    })
    const asked = run(
      adopted,
      { type: 'start' },
      { type: 'opened' },
      message(sync({})),
      message({ type: 'error', code: 'out_of_order', detail: '', id: opId(1), expected: 1 }),
    )
    expect(asked.state.queue.map((entry) => entry.seq)).toEqual([1])
    expect(asked.effects).toContainEqual({ type: 'disconnect' })
  })

  test('CL4 a paused queue is tried again on a new socket, and when the person asks', () => {
    const refusal = message({ type: 'error', code: 'canvas_full', detail: '', id: opId(1) })
    const paused = run(live(), ...edit(1), refusal).state
    expect(sentIds(run(paused, ...edit(2)).effects)).toEqual([])
    expect(sentIds(run(paused, { type: 'retry' }).effects)).toEqual([opId(1)])
    expect(sentIds(run(paused, lostSocket, ...reopen, message(sync({}))).effects)).toEqual([opId(1)])
  })

  test('SY5 a live socket whose login runs out comes back once; refused while connecting, it stops', () => {
    const expired: SyncEvent = { type: 'closed', code: 4401, reason: 'authentication' }
    const waiting = run(live(), ...edit(1), expired).state
    expect(waiting.phase.name).toBe('waiting')
    const refused = run(waiting, { type: 'timer', timer: 'reconnect' }, expired).state
    expect(refused.phase.name).toBe('stopped')
    expect(refused.queue).toHaveLength(1)
    const bounced = run(waiting, ...reopen, expired).state
    expect(bounced.phase.name).toBe('stopped')
  })

  test('SY5 a person who was turned away can try again; a client that was closed cannot', () => {
    const away = run(live(), { type: 'closed', code: 4404, reason: '' }).state
    expect(run(away, { type: 'retry' }).state.phase.name).toBe('connecting')
    const closed = run(live(), { type: 'stop' }).state
    expect(run(closed, { type: 'retry' }).effects).toEqual([])
  })

  test('SY5 a connection that never comes about is given up and tried again', () => {
    const connecting = run(live(), lostSocket, { type: 'timer', timer: 'reconnect' })
    expect(connecting.effects).toContainEqual({
      type: 'schedule',
      timer: 'heartbeat',
      delayMs: connectMsMax,
    })
    const late = run(connecting.state, { type: 'timer', timer: 'heartbeat' })
    expect(late.effects).toContainEqual({ type: 'disconnect' })
    expect(late.state.phase.name).toBe('waiting')
    const echo = run(late.state, lostSocket)
    expect(echo.state).toBe(late.state)
    expect(reconnectDelay(late.effects)).toHaveLength(1)
  })

  test('SY9 a server that is restarting is left alone for as long as it asks', () => {
    time.nowMs = 5_000
    const told = run(live(), message({ type: 'draining', retryInMs: 3_000 })).state
    time.nowMs = 6_000
    const [plain] = reconnectDelay(run(live(), lostSocket).effects)
    const closed = run(told, { type: 'closed', code: 1012, reason: 'restart' })
    expect(reconnectDelay(closed.effects)).toEqual([(plain as number) + 2_000])
    const [again] = reconnectDelay(run(closed.state, ...reopen, message(sync({})), lostSocket).effects)
    expect(again).toBe(plain)
    time.nowMs = 0
  })

  test('SY5 hours offline: the delay between tries stays bounded and the queue waits', () => {
    let state: SyncState = run(live(), ...edit(1)).state
    for (let tries = 0; tries < 500; tries++) {
      const lost = run(state, lostSocket)
      expect(reconnectDelay(lost.effects)[0]).toBeLessThanOrEqual(30_000)
      state = run(lost.state, { type: 'timer', timer: 'reconnect' }).state
    }
    const back = run(state, { type: 'opened' }, message(sync({})))
    expect(sentIds(back.effects)).toEqual([opId(1)])
  })
})
