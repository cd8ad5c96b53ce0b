import type { CanvasId, SessionId, ShapeId, UserId } from '@flowstate/engine'
import type { Participant, Preview, SyncMessage } from '@flowstate/protocol'
import { describe, expect, test } from 'vitest'
import { createPresenceStore } from './presence-store.ts'

const person = (n: number, user = n): Participant => ({
  sessionId: `session-${n}` as SessionId,
  n,
  userId: `user-${user}` as UserId,
  displayName: `Person ${n}`,
  color: '#123456',
  role: 'editor',
})

const sync = (others: readonly Participant[]): SyncMessage => ({
  type: 'sync',
  protocol: 1,
  canvasId: 'canvas-a' as CanvasId,
  version: 0,
  hash: '',
  epoch: '',
  lastSeq: 0,
  you: person(0),
  presence: [person(0), ...others],
  operations: [],
})

function store() {
  const presence = createPresenceStore()
  presence.receive(sync([person(1)]))
  return presence
}

const companion = (presence: ReturnType<typeof store>, n: number) =>
  presence.companions().get(`session-${n}` as SessionId)

describe('presence store', () => {
  test('PR1 people are kept by session, ourselves left out', () => {
    const presence = store()
    presence.receive({ type: 'presence_join', ...person(2, 1) })
    expect([...presence.companions().keys()]).toEqual(['session-1', 'session-2'])
    presence.receive({ type: 'presence_leave', ...person(1) })
    expect([...presence.companions().keys()]).toEqual(['session-2'])
  })

  test('SY7 a batch of cursors moves those who are known', () => {
    const presence = store()
    presence.receive({
      type: 'cursors',
      items: [
        [1, 10, 20],
        [77, 1, 1],
      ],
    })
    expect(companion(presence, 1)?.cursor).toEqual({ x: 10, y: 20 })
  })

  test('PV1 stroke previews are joined, other previews replaced, null ends them', () => {
    const presence = store()
    const shapeId = 'stroke-0001' as ShapeId
    const stroke = (from: number, points: number[]) =>
      presence.receive({
        type: 'preview',
        sessionId: 'session-1' as SessionId,
        preview: { gesture: 'g', shapeId, from, points },
      })
    stroke(0, [0, 0, 1, 1, 1, 1])
    stroke(2, [2, 2, 1])
    expect(companion(presence, 1)?.preview).toMatchObject({ from: 0, points: [0, 0, 1, 1, 1, 1, 2, 2, 1] })
    presence.receive({ type: 'preview', sessionId: 'session-1' as SessionId, preview: null })
    expect(companion(presence, 1)?.preview).toBeNull()
  })

  test('PV1 points are joined to the create that came before them, so that the look of the ink is kept', () => {
    const presence = store()
    const id = 'stroke-0001' as ShapeId
    const hear = (preview: Preview) =>
      presence.receive({ type: 'preview', sessionId: 'session-1' as SessionId, preview })
    const shape = { id, kind: 'stroke', position: [0, 0], points: [0, 0, 1], stroke: 'red' } as const
    hear({ gesture: 'g', changes: [{ kind: 'create', shape }] })
    hear({ gesture: 'g', shapeId: id, from: 1, points: [5, 5, 1] })
    hear({ gesture: 'g', shapeId: id, from: 2, points: [9, 9, 1] })
    expect(companion(presence, 1)?.preview).toEqual({
      gesture: 'g',
      changes: [{ kind: 'create', shape: { ...shape, points: [0, 0, 1, 5, 5, 1, 9, 9, 1] } }],
    })
  })

  test('PR3 what the server shows of ourselves is kept beside the others, until the connection goes', () => {
    const presence = store()
    const changes: string[] = []
    presence.subscribe((change) => changes.push(change))
    presence.receive({ type: 'presence', sessionId: 'session-0' as SessionId, spotlight: true })
    expect(presence.own()).toEqual({ spotlight: true })
    expect(presence.companions().size).toBe(1)
    presence.clear()
    expect(presence.own()).toEqual({})
    expect(changes).toEqual(['own', 'own', 'people'])
  })

  test('PR1 a new sync forgets who left meanwhile and keeps what is known of the others', () => {
    const presence = store()
    presence.receive({ type: 'cursors', items: [[1, 3, 4]] })
    presence.receive(sync([person(1), person(3)]))
    expect(companion(presence, 1)?.cursor).toEqual({ x: 3, y: 4 })
    presence.receive(sync([person(3)]))
    expect(companion(presence, 1)).toBeUndefined()
  })
})
