import type { ProposedChange } from '@flowstate/engine'
import { pick, type Random, randomInteger, seededRandom } from '@flowstate/engine/testing'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createTypingRoom } from './testing/typing-room.ts'
import { deltasOf, noteId as id, roundTrip, setUp, typeAtEnd } from './testing/typing-sitting.ts'
import type { TypingSession } from './typing-client.ts'
import { openTyping } from './typing-session.ts'

describe('typing session', () => {
  test('TX2 one edit is on its way and one is composed behind it', () => {
    const { sit, text } = setUp('')
    const { client, session, type } = sit()
    type('a')
    expect(session.flush()).toBe('waiting')
    type('ab')
    type('abc')
    expect(session.flush()).toBe('waiting')
    expect(deltasOf(client)).toEqual([['a']])
    roundTrip(client)
    expect(deltasOf(client)).toEqual([['a'], [1, 'bc']])
    roundTrip(client)
    expect(session.flush()).toBe('done')
    expect(text()).toBe('abc')
  })

  test('TX2 work that has nothing to do with the text does not hold it up', () => {
    const { sit } = setUp('one')
    const { client, session, type } = sit()
    client.propose([{ kind: 'update', id, set: { fill: 'red' } }])
    type('one!')
    session.flush()
    expect(deltasOf(client)).toEqual(['update', [3, '!']])
    client.propose([{ kind: 'update', id, set: { text: 'whole' } }])
    type('one!?')
    session.flush()
    expect(client.proposed).toHaveLength(3)
  })

  test('TX1 what others type comes in while an edit is on its way and another waits behind it', () => {
    const { sit, text } = setUp('one')
    const [ann, bob] = [sit(), sit()]
    ann.type('one A')
    ann.session.flush()
    ann.type('one AA')
    ann.session.flush()
    bob.session.type({ text: 'B one', start: 2, end: 2 })
    bob.session.flush()
    bob.client.order()
    ann.client.deliver()
    expect(ann.session.current()).toEqual({ text: 'B one AA', start: 8, end: 8 })
    roundTrip(ann.client, bob.client)
    roundTrip(ann.client, bob.client)
    expect(text()).toBe('B one AA')
    expect(bob.session.current()).toEqual({ text: 'B one AA', start: 2, end: 2 })
  })

  test('TX2 deltas of others move the caret and both ends of the selection', () => {
    const { sit } = setUp('hello world')
    const [ann, bob] = [sit(), sit()]
    ann.session.type({ text: 'hello world', start: 6, end: 11 })
    bob.session.type({ text: '> hello big world', start: 12, end: 12 })
    bob.session.flush()
    roundTrip(bob.client, ann.client)
    const { text, start, end } = ann.session.current()
    expect(text.slice(start, end)).toContain('world')
    expect(ann.changes).toEqual(['> hello big world'])
  })

  test('TX2 places in the text of the log and in the field are told apart by what is not confirmed', () => {
    const { sit } = setUp('hello world')
    const { client, session } = sit()
    session.type({ text: 'hello big world', start: 9, end: 9 })
    session.flush()
    session.type({ text: '> hello big world', start: 2, end: 17 })
    expect(session.caret()).toEqual([client.version(), 0, 11])
    expect(session.place(0)).toBe(0)
    expect(session.place(6)).toBe(12)
    expect(session.place(8)).toBe(14)
    roundTrip(client)
    expect(session.caret()).toEqual([client.version(), 0, 15])
  })

  test('TX2 while letters are composed nothing comes in; afterwards everything does', () => {
    const { sit, text } = setUp('one')
    const [ann, bob] = [sit(), sit()]
    ann.session.compose(true)
    ann.type('one に')
    bob.session.type({ text: '> one', start: 2, end: 2 })
    bob.session.flush()
    roundTrip(bob.client, ann.client)
    expect(ann.changes).toEqual([])
    expect(ann.session.flush()).toBe('waiting')
    ann.type('one 日')
    ann.session.compose(false)
    expect(ann.changes).toEqual(['> one 日'])
    ann.session.flush()
    roundTrip(ann.client, bob.client)
    expect(text()).toBe('> one 日')
  })

  test('TX2 the first words of a new text make it, and offline the next go out with it', () => {
    const room = createTypingRoom()
    const client = room.client()
    client.tell({ connection: { name: 'offline' } as never })
    const session = openTyping(client, {
      id,
      propose: (changes: readonly ProposedChange[]) => client.propose(changes),
      fresh: () => ({ id, kind: 'note', position: [0, 0], size: [9, 9] }),
    })
    typeAtEnd(session, ' ')
    expect(session.flush()).toBe('done')
    typeAtEnd(session, 'Hi')
    session.flush()
    typeAtEnd(session, 'Hi there')
    session.flush()
    expect(client.proposed.flat().map(({ kind }) => kind)).toEqual(['create', 'update'])
    client.order()
    client.order()
    client.catchUp()
    expect(session.current().text).toBe('Hi there')
    expect(room.state.get(id)?.text).toBe('Hi there')
    expect(session.flush()).toBe('done')
  })

  test('TX2 without a connection all that is typed is kept in one edit, over what others have written since', () => {
    const { room, sit, text } = setUp('one')
    const { client, session, type } = sit()
    client.tell({ connection: { name: 'offline' } as never })
    type('one two')
    session.flush()
    type('one two three')
    session.flush()
    type('one three')
    session.flush()
    session.close()
    expect(deltasOf(client)).toEqual([[3, ' two']])
    expect(client.view().get(id)?.text).toBe('one three')
    room.commit([{ kind: 'text', id, field: 'text', delta: ['> '] }])
    roundTrip(client)
    expect(text()).toBe('> one three')
    expect(client.pendingText(id)).toEqual([])
  })

  test('TX2 the last words of a field that is closed go out when what is on its way has been answered', () => {
    const { sit, text } = setUp('')
    const { client, session, type } = sit()
    type('a')
    session.flush()
    type('ab')
    session.close()
    roundTrip(client)
    roundTrip(client)
    expect(text()).toBe('ab')
    client.propose([{ kind: 'update', id, set: { text: 'later' } }])
    roundTrip(client)
    expect(session.current().text).toBe('ab')
  })
})

/** Puts a word that is there only once somewhere into the field, and now and then takes a word out. */
function pressKeys(random: Random, session: TypingSession, word: string, deletes: boolean): void {
  const { text } = session.current()
  const words = text.split(' ')
  if (deletes && words.length > 2 && random() < 0.3) words.splice(randomInteger(random, words.length), 1)
  else words.splice(randomInteger(random, words.length + 1), 0, word)
  const next = words.join(' ')
  const end = next.includes(word) ? next.indexOf(word) + word.length : next.length
  session.type({ text: next, start: end, end })
}

function typeTogether(
  random: Random,
  deletes: boolean,
): { fields: readonly string[]; words: readonly string[] } {
  const { room, sit } = setUp('')
  const people = [sit(), sit(), sit()]
  const words: string[] = []
  for (let turn = 0; turn < 80; turn++) {
    const { client, session } = pick(random, people)
    const roll = random()
    if (roll < 0.35) {
      const word = `<${words.length}😀>`
      words.push(word)
      pressKeys(random, session, word, deletes)
    } else if (roll < 0.55) session.flush()
    else if (roll < 0.75) client.order()
    else if (roll < 0.92) client.deliver()
    else if (roll < 0.94 && deletes) client.reset()
    // What has not been seen yet is amended while there is no connection.
    else if (roll < 0.97) client.tell({ connection: { name: random() < 0.5 ? 'live' : 'offline' } as never })
    else session.compose(random() < 0.4)
  }
  for (const { session } of people) session.compose(false)
  for (let turn = 0; turn < 200; turn++) {
    for (const { client, session } of people) {
      session.flush()
      client.order()
    }
    for (const { client } of people) client.catchUp()
  }
  for (const { session } of people) expect(session.flush()).toBe('done')
  const fields = people.map(({ session }) => session.current().text)
  return { fields: [String(room.state.get(id)?.text), ...fields], words }
}

describe('people typing into one text', () => {
  test('TX1 every word is there once, and everybody sees the same', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const { fields, words } = typeTogether(seededRandom(seed), false)
        expect(new Set(fields).size).toBe(1)
        for (const word of words) expect(fields[0]?.split(word)).toHaveLength(2)
      }),
      { numRuns: 150 },
    )
  })

  test('TX1 with deletions too everybody sees the same, and no character is ever halved', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const { fields } = typeTogether(seededRandom(seed), true)
        expect(new Set(fields).size).toBe(1)
        expect(fields[0]?.isWellFormed()).toBe(true)
      }),
      { numRuns: 150 },
    )
  })
})
