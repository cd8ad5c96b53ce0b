import type { SessionId } from '@flowstate/engine'
import { defaultWireLimits, type PresenceFields } from '@flowstate/protocol'
import { afterEach, describe, expect, test } from 'vitest'
import { manualClock } from '../log/testing/log-harness.ts'
import { createPacedPresence } from './paced-presence.ts'
import { createPassingPresence } from './passing-presence.ts'
import { type RealtimeHarness, realtimeHarness } from './testing/realtime-harness.ts'

const [a, b] = ['a' as SessionId, 'b' as SessionId]

describe('what is shown for a while', () => {
  function passing() {
    const told: [SessionId, PresenceFields][] = []
    return { told, passing: createPassingPresence((sessionId, fields) => told.push([sessionId, fields])) }
  }

  test('PR2 words that do not change any more are over after a while, once', () => {
    const room = passing()
    room.passing.heard(a, { chat: 'hello' }, 1_000)
    room.passing.heard(b, { chat: 'there' }, 1_000)
    room.passing.heard(a, { chat: 'hello you' }, 2_000)
    room.passing.endSilent(1_500)
    room.passing.endSilent(1_500)
    expect(room.told).toEqual([[b, { chat: null }]])
    room.passing.heard(a, { chat: null }, 2_100)
    room.passing.endSilent(9_000)
    expect(room.told).toHaveLength(1)
  })

  test('PR3 one asks everybody at a time: the newest', () => {
    const room = passing()
    room.passing.heard(a, { spotlight: true }, 0)
    room.passing.heard(a, { spotlight: true }, 0)
    expect(room.told).toEqual([])
    room.passing.heard(b, { spotlight: true }, 0)
    expect(room.told).toEqual([[a, { spotlight: false }]])
    room.passing.heard(a, { spotlight: false }, 0)
    room.passing.left(b)
    room.passing.heard(a, { spotlight: true }, 0)
    expect(room.told).toHaveLength(1)
  })

  test('PR3 another role ends what it may not show, and nothing else', () => {
    const room = passing()
    room.passing.heard(a, { spotlight: true, chat: 'here' }, 0)
    room.passing.changedRole(b, 'viewer')
    room.passing.changedRole(a, 'admin')
    expect(room.told).toEqual([])
    room.passing.changedRole(a, 'commenter')
    expect(room.told).toEqual([[a, { spotlight: false }]])
    room.passing.changedRole(a, 'viewer')
    room.passing.changedRole(a, 'viewer')
    expect(room.told.slice(1)).toEqual([[a, { chat: null }]])
  })
})

test('PR2 words over the pace wait: the newest is shown in the end, and nothing beside them waits', () => {
  const clock = manualClock()
  const shown: PresenceFields[] = []
  const limits = { ...defaultWireLimits, chatsPerSecond: 2 }
  const paced = createPacedPresence({ clock, limits, show: (fields) => shown.push(fields) })
  for (let i = 1; i <= 50; i++) paced.submit({ chat: `word ${i}`, tool: 'draw' })
  expect(shown.filter(({ chat }) => chat !== undefined)).toHaveLength(4)
  expect(shown).toHaveLength(50)
  paced.submit({ chat: null })
  clock.advance(500)
  expect(shown.at(-1)).toEqual({ chat: null })
  expect(shown).toHaveLength(51)
  paced.submit({ chat: 'too soon' })
  paced.close()
  clock.advance(5_000)
  expect(shown).toHaveLength(51)
})

describe('on the wire', () => {
  let harness: RealtimeHarness
  afterEach(() => harness.close())

  test('PR2 words are relayed as they are typed, shown to who comes late, and leave no row', async () => {
    harness = realtimeHarness()
    const instance = await harness.serve()
    const commenter = await instance.connect(harness.person('commenter'))
    const simple = await instance.connect(harness.person(), '')
    const { you } = await commenter.next('sync')
    await simple.next('sync')
    commenter.send({ type: 'presence', chat: 'look here' })
    for (const client of [commenter, simple])
      expect(await client.next('presence', ({ chat }) => chat === 'look here')).toMatchObject({
        sessionId: you.sessionId,
      })
    const late = await instance.connect(harness.person('viewer'))
    expect((await late.next('sync')).presence).toContainEqual(
      expect.objectContaining({ sessionId: you.sessionId, chat: 'look here' }),
    )
    commenter.send({ type: 'presence', chat: null })
    await late.next('presence', ({ chat }) => chat === null)
    expect(harness.store.canvas(harness.canvasId).head.version).toBe(0)
  })

  test('PR2 viewers write nothing, and words that are none hurt nobody', async () => {
    harness = realtimeHarness()
    const instance = await harness.serve()
    const viewer = await instance.connect(harness.person('viewer'))
    const other = await instance.connect(harness.person())
    await Promise.all([viewer.next('sync'), other.next('sync')])
    viewer.send({ type: 'presence', chat: 'psst' })
    viewer.send({ type: 'presence', spotlight: true })
    other.send({ type: 'presence', chat: 'x'.repeat(81) })
    await Promise.all([viewer.settled(), other.settled()])
    const errors = (client: typeof viewer) =>
      client.messages.flatMap((message) => (message.type === 'error' ? [message.code] : []))
    expect(errors(viewer)).toEqual(['forbidden', 'forbidden'])
    expect(errors(other)).toEqual(['bad_message'])
    viewer.send({ type: 'presence', tool: 'hand' })
    await other.next('presence', ({ tool }) => tool === 'hand')
    const shown = other.messages.filter((message) => message.type === 'presence')
    expect(shown.every((message) => !('chat' in message) && !('spotlight' in message))).toBe(true)
  })

  test('PR3 who asks everybody is told when it is over: somebody else asks, or the right is gone', async () => {
    harness = realtimeHarness()
    const instance = await harness.serve()
    const [anna, ben] = [harness.person(), harness.person()]
    const first = await instance.connect(anna)
    const second = await instance.connect(ben)
    const { you } = await first.next('sync')
    const { you: him } = await second.next('sync')
    first.send({ type: 'presence', spotlight: true })
    await second.next('presence', ({ spotlight }) => spotlight === true)
    second.send({ type: 'presence', spotlight: true })
    await first.next(
      'presence',
      ({ sessionId, spotlight }) => sessionId === you.sessionId && spotlight === false,
    )
    const late = await instance.connect(harness.person('viewer'))
    const asking = (await late.next('sync')).presence.filter(({ spotlight }) => spotlight === true)
    expect(asking.map(({ sessionId }) => sessionId)).toEqual([him.sessionId])
    harness.setRole(ben.userId, 'viewer')
    const { accessNo } = harness.store.canvas(harness.canvasId).head
    instance.bus.publish({ kind: 'access_changed', canvasId: harness.canvasId, accessNo })
    await second.next(
      'presence',
      ({ sessionId, spotlight }) => sessionId === him.sessionId && spotlight === false,
    )
  })
})
