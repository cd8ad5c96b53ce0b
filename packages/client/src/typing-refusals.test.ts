import { describe, expect, test } from 'vitest'
import { createNote, deltasOf, noteId as id, roundTrip, setUp } from './testing/typing-sitting.ts'

describe('typing that is refused', () => {
  test('TX4 after a conflict the words stay in the field and are sent again over what others wrote', () => {
    const { room, sit, text } = setUp('one')
    const { client, session, type } = sit()
    type('one two')
    session.flush()
    room.commit([{ kind: 'update', id, set: { text: 'ONE' } }])
    client.deliver()
    roundTrip(client)
    expect(client.status().failed).toEqual([])
    expect(session.current().text).toBe('ONE two')
    roundTrip(client)
    expect(text()).toBe('ONE two')
  })

  test('TX4 an edit made for the text before a reload of the canvas takes nothing else away when it is refused', () => {
    const { room, sit, text } = setUp('abcdef')
    const { client, session, type } = sit()
    session.type({ text: 'abcde', start: 5, end: 5 })
    session.flush()
    type('abcde!')
    room.commit([{ kind: 'update', id, set: { text: 'XYZabcdef and more' } }])
    client.reset()
    for (let i = 0; i < 2; i++) roundTrip(client)
    expect([...String(text())].sort()).toEqual([...'XYZabcdef and more!'].sort())
    expect(session.current().text).toBe(text())
  })

  test('TX4 a dead shape takes no words: they stay in the field and in the list, and go in when it comes back', () => {
    const { room, sit, text } = setUp('one')
    const { client, session, type } = sit()
    type('one two')
    session.flush()
    room.commit([{ kind: 'delete', ids: [id] }])
    client.deliver()
    roundTrip(client)
    expect(session.current().text).toBe('one two')
    expect(client.status().failed.map(({ code }) => code)).toEqual(['text_conflict'])
    expect(session.refused()).toEqual(client.status().failed.map(({ entry }) => entry.id))
    expect(session.flush()).toBe('done')
    createNote(room, 'one')
    client.catchUp()
    roundTrip(client)
    expect(text()).toBe('one two')
  })

  test('TX4 after another refusal the words stay in the field and wait for the next letter', () => {
    const { sit } = setUp('one')
    const { client, session, type } = sit()
    type('one two')
    session.flush()
    const entry = { id: client.pendingText(id)[0] as never, seq: 1, request: {} as never }
    client.tell({ failed: [{ entry, code: 'invalid', detail: '', atMs: 0 }] })
    expect(session.current().text).toBe('one two')
    session.flush()
    expect(client.proposed).toHaveLength(1)
  })

  test('TX4 letters go out though an edit made before the field was opened is refused', () => {
    const { room, sit, text } = setUp('one')
    const early = room.client()
    early.catchUp()
    // Sent before anybody typed, and wrong for a reason that has nothing to do with the text.
    const shape = { id: 'another-shape' as typeof id, kind: 'rectangle', position: [0, 0], size: [9, 9] }
    early.propose([
      { kind: 'update', id, set: { text: 'once' } },
      { kind: 'create', shape },
    ])
    room.commit([{ kind: 'create', shape: { ...shape, parentId: null, index: 'a1' } }])
    const { client, session, type } = sit(early)
    type('once more')
    session.flush()
    expect(deltasOf(client)).toEqual(['update', 'create'])
    for (let i = 0; i < 2; i++) roundTrip(client)
    expect(client.status().failed).toHaveLength(1)
    expect(session.current().text).toBe(text())
    expect(String(text())).toContain(' more')
  })

  test('TX4 words that something else has taken out of the field stay in the list when they are refused', () => {
    const { room, sit } = setUp('one')
    const { client, session, type } = sit()
    type('one!')
    session.flush()
    client.propose([{ kind: 'update', id, set: { text: 'one' } }])
    session.refresh()
    expect(session.current().text).toBe('one')
    room.commit([{ kind: 'update', id, set: { text: 'ONE' } }])
    for (let i = 0; i < 2; i++) roundTrip(client)
    expect(client.status().failed.map(({ code }) => code)).toEqual(['text_conflict'])
  })
})
