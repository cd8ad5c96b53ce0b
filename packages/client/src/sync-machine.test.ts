import { describe, expect, test } from 'vitest'
import { type SyncEvent, silenceMsMax } from './sync-state.ts'
import {
  clientId,
  edit,
  emptyAt,
  emptyHash,
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

describe('sync machine', () => {
  test('CL3 nothing is sent before the outbox has it', () => {
    const [enqueue, persisted] = edit(1) as [SyncEvent, SyncEvent]
    const queued = run(live(), enqueue)
    expect(sentIds(queued.effects)).toEqual([])
    expect(queued.effects).toContainEqual(expect.objectContaining({ type: 'persist' }))
    expect(sentIds(run(queued.state, persisted).effects)).toEqual([opId(1)])
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

  test('CL2 after a reset what the server has decided leaves the view and is resent for its answer', () => {
    const before = run(live(), ...edit(1), ...edit(2)).state
    const state = emptyAt(9)
    const { operations: _, ...withoutOperations } = sync({ lastSeq: 1, version: 9, hash: 'hash-9' })
    const { effects } = run(
      before,
      { type: 'closed', code: 1006, reason: '' },
      { type: 'timer', timer: 'reconnect' },
      { type: 'opened' },
      message({ ...withoutOperations, state, reset: true }),
    )
    expect(effects).toContainEqual({ type: 'reset', state, decidedSeq: 1 })
    expect(effects).toContainEqual({ type: 'verify', stateHash: emptyHash })
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

  test('SY4 a heartbeat pings, notices a missed head and ends a silent socket', () => {
    time.nowMs = 1_000
    const beat = run(live(), { type: 'timer', timer: 'heartbeat' })
    expect(beat.effects).toContainEqual({ type: 'send', message: { type: 'ping', t: 1_000 } })
    const behind = run(beat.state, message({ type: 'pong', t: 1_000, version: 3 }))
    expect(behind.effects).toContainEqual({ type: 'send', message: { type: 'resync', since: 0 } })
    time.nowMs += silenceMsMax + 1
    expect(run(beat.state, { type: 'timer', timer: 'heartbeat' }).effects).toEqual([{ type: 'disconnect' }])
    time.nowMs = 0
  })

  test('CL5 a state unlike the server’s is reloaded once, then only reported', () => {
    const at1 = run(live(), message({ type: 'operation', operation: row(1) })).state
    const checked = run(at1, message({ type: 'checksum', version: 1, stateHash: 'abc' }))
    expect(checked.effects).toEqual([{ type: 'verify', stateHash: 'abc' }])
    const reloading = run(
      checked.state,
      { type: 'diverged' },
      { type: 'closed', code: 1006, reason: '' },
      { type: 'timer', timer: 'reconnect' },
    )
    expect(reloading.effects).toContainEqual(
      expect.objectContaining({ type: 'connect', since: 0, hash: null }),
    )
    const again = run(reloading.state, { type: 'diverged' })
    expect(again.effects).toEqual([{ type: 'changed' }])
    expect(again.state.divergences).toBe(2)
  })

  test('CL5 a checksum of another version says nothing', () => {
    expect(run(live(), message({ type: 'checksum', version: 7, stateHash: 'abc' })).effects).toEqual([])
  })
})
