import { describe, expect, test } from 'vitest'
import type { QueueEntry, SyncEvent } from './sync-state.ts'
import {
  clientId,
  edit,
  live,
  message,
  opId,
  otherClientId,
  row,
  run,
  sentIds,
  sync,
} from './testing/sync-scenario.ts'

/** As it lay in the queue of another tab. */
const toEntry = (event: SyncEvent): QueueEntry[] =>
  event.type === 'enqueue' ? [{ id: event.id, seq: 40, request: event.request }] : []

describe('queue of the sync machine', () => {
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

  test('CL3 what is taken over comes behind the queue with seqs of its own; what is there already does not come twice', () => {
    const { state, effects } = run(live(), ...edit(1), {
      type: 'adopt',
      entries: [...edit(1), ...edit(2), ...edit(3)].flatMap(toEntry),
    })
    expect(state.queue.map(({ id, seq }) => [id, seq])).toEqual([
      [opId(1), 1],
      [opId(2), 2],
      [opId(3), 3],
    ])
    expect(state.nextSeq).toBe(4)
    const adopted = effects.find((effect) => effect.type === 'adopted')
    expect(adopted?.entries).toEqual(state.queue.slice(1))
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

  test('CM7 seq_conflict: the queue goes on under a new clientId', () => {
    const { state, effects } = run(
      live(),
      ...edit(1),
      message({ type: 'error', code: 'seq_conflict', detail: '', id: opId(1) }),
    )
    expect(state).toMatchObject({ clientId: otherClientId, nextSeq: 2 })
    expect(effects).toContainEqual({ type: 'renumbered', queue: state.queue })
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

  test('CM7 out_of_order for a seq that was answered meanwhile is old news: the operation is sent again', () => {
    const acked = run(
      live(),
      ...edit(1),
      ...edit(2),
      message({ type: 'operation', operation: row(1, { id: opId(1), clientId, seq: 1 }) }),
    )
    const stale = run(
      acked.state,
      message({ type: 'error', code: 'out_of_order', detail: '', id: opId(2), expected: 1 }),
    )
    expect(stale.state.clientId).toBe(clientId)
    expect(sentIds(run(stale.state, { type: 'timer', timer: 'resend' }).effects)).toEqual([opId(2)])
  })

  test('CM7 what was committed under a clientId given up since has not spent its new seq: the queue is renumbered', () => {
    const cloned = run(
      live(),
      ...edit(1),
      ...edit(2),
      message({ type: 'error', code: 'seq_conflict', detail: '', id: opId(1) }),
      { type: 'closed', code: 1006, reason: '' },
      { type: 'timer', timer: 'reconnect' },
      { type: 'opened' },
      message(sync({ lastSeq: 0, version: 0 })),
      message({ type: 'operation', operation: row(1, { id: opId(1), clientId, seq: 1 }) }),
    )
    expect(cloned.state.clientId).toBe(otherClientId)
    const { state } = run(
      cloned.state,
      message({ type: 'error', code: 'out_of_order', detail: '', id: opId(2), expected: 1 }),
    )
    expect(state.queue.map(({ id, seq }) => [id, seq])).toEqual([[opId(2), 1]])
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
