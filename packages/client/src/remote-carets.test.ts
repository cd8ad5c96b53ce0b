import type { CommittedOperation, SessionId, ShapeId, TextDelta, UserId } from '@flowstate/engine'
import type { Participant, PresenceFields, ServerMessage } from '@flowstate/protocol'
import { describe, expect, test } from 'vitest'
import type { ClientListener } from './canvas-client.ts'
import { createPresenceStore } from './presence-store.ts'
import { followCarets } from './remote-carets.ts'

const note = 'note-being-typed' as string as ShapeId
const sessionId = 'session-1' as string as SessionId
const owner = 'user-1' as string as UserId

const ben: Participant = {
  sessionId,
  n: 1,
  userId: owner,
  displayName: 'Ben',
  color: '#123456',
  role: 'editor',
}

function setUp() {
  const presence = createPresenceStore()
  const listeners = new Set<ClientListener>()
  let version = 10
  presence.receive({ type: 'presence_join', ...ben } as ServerMessage)
  const followed = followCarets({
    presence,
    version: () => version,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  })
  let heard = 0
  followed.subscribe(() => {
    heard += 1
  })
  return {
    presence,
    followed,
    heard: () => heard,
    listeners,
    says: (fields: PresenceFields) => presence.receive({ type: 'presence', sessionId, ...fields }),
    row(userId: string, delta: TextDelta, id = note) {
      version += 1
      const change = { kind: 'text', id, field: 'text', delta } as const
      const row = { version, userId, changes: [change] } as object as CommittedOperation
      for (const listener of listeners) listener.confirmed?.([row])
    },
    at: () => followed.carets().map(({ start, end }) => [start, end]),
  }
}

describe('carets of the others', () => {
  test('PR1 are there while somebody types, with name and colour, and go with them', () => {
    const { says, followed, presence, at } = setUp()
    expect(at()).toEqual([])
    says({ typing: note, caret: [10, 2, 5] })
    expect(followed.carets()).toEqual([
      { sessionId, shapeId: note, displayName: 'Ben', color: '#123456', start: 2, end: 5 },
    ])
    says({ typing: null, caret: null })
    expect(at()).toEqual([])
    says({ typing: note, caret: [10, 2, 5] })
    presence.receive({ type: 'presence_leave', ...ben })
    expect(at()).toEqual([])
  })

  test('TX2 move with the rows: behind what their owner typed there, in front of what others did', () => {
    const { says, row, at } = setUp()
    says({ typing: note, caret: [10, 2, 2] })
    row('user-2', ['> '])
    expect(at()).toEqual([[4, 4]])
    row('user-2', [4, 'there'])
    expect(at()).toEqual([[4, 4]])
    row('user-1', [4, 'own'])
    expect(at()).toEqual([[7, 7]])
    row('user-1', [4, 'other'], 'another-note' as string as ShapeId)
    expect(at()).toEqual([[7, 7]])
  })

  test('TX2 a caret said of an older version is brought up to now, one of a newer waits for its rows', () => {
    const { says, row, at } = setUp()
    row('user-2', ['> '])
    says({ typing: note, caret: [10, 2, 2] })
    expect(at()).toEqual([[4, 4]])
    says({ typing: note, caret: [12, 8, 8] })
    row('user-2', ['>'])
    expect(at()).toEqual([[8, 8]])
    row('user-2', ['>'])
    expect(at()).toEqual([[9, 9]])
  })

  test('PR1 nothing is told when nothing moved, and nothing is heard after the end', () => {
    const { says, row, heard, followed, listeners } = setUp()
    says({ typing: note, caret: [10, 2, 2] })
    expect(heard()).toBe(1)
    says({ viewport: [0, 0, 1, 1] })
    row('user-2', [9, 'far behind'])
    expect(heard()).toBe(1)
    followed.stop()
    says({ typing: note, caret: [11, 3, 3] })
    expect(heard()).toBe(1)
    expect(listeners.size).toBe(0)
  })
})
