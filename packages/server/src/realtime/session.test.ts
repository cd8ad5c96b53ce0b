import type { OperationId } from '@flowstate/engine'
import { defaultWireLimits, type ReceivedMessage } from '@flowstate/protocol'
import { describe, expect, test } from 'vitest'
import type { CommitOutcome } from '../log/commit-request.ts'
import { author, manualClock, newId } from '../log/testing/log-harness.ts'
import { type Reply, replyTo } from './outcome-reply.ts'
import { createPresenceTable } from './presence-table.ts'
import { createSession, type SessionRoom } from './session.ts'
import { createSessionAccess } from './session-access.ts'
import { createSessionInbox } from './session-inbox.ts'

const limits = defaultWireLimits

/** A session whose socket and room only note what is asked of them. */
function scene(commit: SessionRoom['commit'] = () => new Promise(() => {})) {
  const clock = manualClock()
  const pings: number[] = []
  const closings: number[] = []
  const left: string[] = []
  const replies: Reply[] = []
  const room: SessionRoom = {
    clock,
    limits,
    headVersion: () => 0,
    commit,
    verifyAccessToken: async () => null,
    cursor: () => {},
    presence: () => {},
    preview: () => {},
    left: (session) => left.push(session.id),
  }
  const participant = createPresenceTable().join({
    sessionId: newId(),
    userId: newId(),
    displayName: 'A',
    color: '#000000',
    role: 'editor',
  })
  const session = createSession(room, {
    participant,
    socket: {
      send: () => {},
      sendBulk: () => {},
      bufferedBytes: () => 0,
      ping: () => pings.push(clock.now()),
      pause: () => {},
      resume: () => {},
      close: (code) => closings.push(code),
    },
    access: { role: () => 'editor', author: () => author(), end: () => {} } as never,
    delivery: { close: () => {}, send: () => {}, reply: (reply: Reply) => replies.push(reply) } as never,
    gatherMs: 0,
  })
  session.open()
  const pass = (seconds: number) => {
    for (let i = 0; i < seconds; i++) {
      clock.advance(1_000)
      session.heartbeat()
    }
  }
  return { session, pass, pings, closings, left, replies }
}

describe('heartbeat', () => {
  test('SY4 a session is pinged every 15 s and ended 40 s after its last pong', () => {
    const { session, pass, pings, closings, left } = scene()
    pass(30)
    expect(pings).toHaveLength(2)
    session.ponged()
    pass(40)
    expect(closings).toEqual([])
    pass(1)
    expect(closings).toHaveLength(1)
    expect(left).toEqual([session.id])
  })

  test('SY4 a session that is not read at the moment is not ended for its silence', () => {
    const { session, pass, closings } = scene()
    const operations = Array.from({ length: 65 }, () => ({ type: 'operation', operation: { id: newId() } }))
    session.receive(JSON.stringify(operations))
    pass(120)
    expect(closings).toEqual([])
    expect(session.inFlight()).toBe(64)
  })

  test('PR1 a session that ended and whose socket closes afterwards leaves once', () => {
    const { session, left } = scene()
    session.end({ code: 4404, reason: 'gone' })
    session.closed()
    expect(left).toEqual([session.id])
  })
})

test('CM9 a commit that breaks down is an unknown outcome to its author', async () => {
  const { session, replies } = scene(() => Promise.reject(new Error('broken')))
  const id = newId()
  session.receive(JSON.stringify({ type: 'operation', operation: { id } }))
  for (let i = 0; i < 10; i++) await Promise.resolve()
  expect(replies[0]?.message).toMatchObject({ type: 'error', code: 'unknown_outcome', id })
  expect(session.inFlight()).toBe(0)
})

describe('reading', () => {
  const inboxScene = () => {
    const clock = manualClock()
    const handled: ReceivedMessage[] = []
    let reading = true
    const inbox = createSessionInbox({
      clock,
      limits: {
        ...limits,
        operationsBurst: 2,
        operationsPerSecond: 1,
        cursorsPerSecond: 2,
        operationsInFlightMax: 3,
      },
      pause: () => {
        reading = false
      },
      resume: () => {
        reading = true
      },
      handle: (message) => handled.push(message),
      fault: () => {},
    })
    const operation = () => ({ type: 'operation', operation: { id: newId() } })
    return { clock, inbox, handled, operation, isReading: () => reading }
  }

  test('CM8 over the rate operations and all behind them are read later, in order', () => {
    const { clock, inbox, handled, operation, isReading } = inboxScene()
    const messages = [operation(), operation(), operation(), { type: 'ping', t: 1 }]
    inbox.receive(JSON.stringify(messages))
    expect(handled).toEqual([])
    inbox.open()
    expect(handled.map((message) => message.type)).toEqual(['operation', 'operation'])
    expect(isReading()).toBe(false)
    clock.advance(1_000)
    expect(handled.map((message) => message.type)).toEqual(['operation', 'operation', 'operation', 'ping'])
    expect(isReading()).toBe(true)
  })

  test('CM8 no more than the limit is in flight; an answer lets the next one in', () => {
    const { clock, inbox, handled, operation } = inboxScene()
    inbox.open()
    for (let i = 0; i < 5; i++) {
      inbox.receive(JSON.stringify(operation()))
      clock.advance(1_000)
    }
    expect(handled).toHaveLength(3)
    inbox.answered()
    expect(handled).toHaveLength(4)
  })

  test('SY7 pointers over their rate are dropped and delay nothing', () => {
    const { inbox, handled } = inboxScene()
    inbox.open()
    const cursors = Array.from({ length: 9 }, (_, x) => ({ type: 'cursor', x, y: 0 }))
    inbox.receive(JSON.stringify([...cursors, { type: 'ping', t: 1 }]))
    expect(handled.map((message) => message.type)).toEqual(['cursor', 'cursor', 'ping'])
  })
})

describe('access', () => {
  const accessScene = (answers: readonly { role: 'viewer' | 'editor' | null; accessNo: number }[]) => {
    const clock = manualClock()
    const lost: true[] = []
    const changed: string[] = []
    let asked = 0
    let accessNo = 1
    const access = createSessionAccess(
      {
        clock,
        readRole: async () => answers[Math.min(asked++, answers.length - 1)] ?? { role: null, accessNo: 0 },
        accessNo: () => accessNo,
        isTrashed: () => false,
        changed: (role) => changed.push(role),
        lost: () => {
          lost.push(true)
          access.end()
        },
      },
      { author: author(), role: 'editor', accessNo: 1 },
    )
    return {
      access,
      lost,
      changed,
      clock,
      asked: () => asked,
      raise: (to: number) => {
        accessNo = to
      },
    }
  }

  test('CM5 AC3 a new access number makes the role stale until it was read again', async () => {
    const { access, raise, changed, asked } = accessScene([{ role: 'viewer', accessNo: 2 }])
    expect(await access.ensure()).toBe(true)
    expect(asked()).toBe(0)
    raise(2)
    expect(access.isFresh()).toBe(false)
    expect(await access.ensure()).toBe(true)
    expect(access.isFresh()).toBe(true)
    expect([access.role(), changed]).toEqual(['viewer', ['viewer']])
  })

  test('AC3 who has no role any more is lost', async () => {
    const { access, raise, lost } = accessScene([{ role: null, accessNo: 2 }])
    raise(2)
    expect(await access.ensure()).toBe(false)
    expect(lost).toHaveLength(1)
  })

  test('AC3 an answer older than the number named is not taken at its word', async () => {
    const { access, raise, lost, clock, asked } = accessScene([
      { role: 'editor', accessNo: 1 },
      { role: null, accessNo: 2 },
    ])
    raise(2)
    const ensured = access.ensure()
    for (let i = 0; i < 10; i++) await Promise.resolve()
    expect(access.isFresh()).toBe(false)
    expect(asked()).toBe(1)
    clock.advance(50)
    expect(await ensured).toBe(false)
    expect(lost).toHaveLength(1)
  })
})

describe('answers to commits', () => {
  const id = newId<OperationId>()
  const refused = (code: 'invalid' | 'forbidden' | 'out_of_order'): CommitOutcome => ({
    kind: 'refused',
    id,
    code,
    detail: 'why',
    duplicate: true,
    expected: 4,
  })

  test('CM8 final refusals become reject, access and transient ones error with the id', () => {
    expect(replyTo(refused('invalid'), { id, seq: 3 }, () => 7)?.message).toEqual({
      type: 'reject',
      id,
      seq: 3,
      code: 'invalid',
      detail: 'why',
      duplicate: true,
    })
    expect(replyTo(refused('forbidden'), { id, seq: 3 }, () => 7)?.message).toMatchObject({
      type: 'error',
      id,
    })
    expect(replyTo(refused('out_of_order'), { id, seq: null }, () => 7)?.message).toMatchObject({
      type: 'error',
      expected: 4,
    })
  })

  test('SY7 whoever hears that nothing came of something has heard of all it was judged by', () => {
    const nothing = { kind: 'nothing', id, reason: 'nothing_left', skipped: [], duplicate: false } as const
    const waitsFor = (outcome: CommitOutcome) => replyTo(outcome, { id, seq: 1 }, () => 7)?.afterVersion
    expect([waitsFor(nothing), waitsFor(refused('invalid'))]).toEqual([7, 7])
    // Where there are no rights any more no row may be told, and what is not possible now waits for nothing.
    expect([waitsFor(refused('forbidden')), waitsFor(refused('out_of_order'))]).toEqual([0, 0])
  })

  test('OP9 the ack of a set names the version of its last part', () => {
    const rows = [
      { version: 7, operation: { skipped: [] } },
      { version: 8, operation: {} },
    ] as never
    expect(replyTo({ kind: 'committed', rows, duplicate: false }, { id, seq: 1 }, () => 7)).toBeNull()
    expect(replyTo({ kind: 'committed', rows, duplicate: true }, { id, seq: 1 }, () => 7)).toMatchObject({
      afterVersion: 8,
      message: { type: 'ack', version: 8, seq: 1, skipped: [] },
    })
  })
})
