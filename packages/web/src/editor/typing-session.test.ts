import { applyDelta, type OperationId, transformDelta } from '@flowstate/engine'
import { describe, expect, test } from 'vitest'
import { createTypingSession, type Sending, type TypedCanvas } from './typing-session.ts'

type Edit = Parameters<TypedCanvas['send']>[0]

/** A canvas whose answers come when the test gives them. */
function setUp(start: string | null) {
  let confirmed = start
  let pending: { readonly id: OperationId; readonly edit: Edit } | null = null
  let sending: Sending = 'delta'
  const outcomes = new Map<OperationId, ReturnType<TypedCanvas['outcome']>>()
  const sent: Edit[] = []
  const lead = (text: string, { as, delta, text: whole }: Edit) =>
    as === 'whole' ? whole : applyDelta(text, delta)
  const session = createTypingSession({
    read: () => (confirmed === null || pending === null ? confirmed : lead(confirmed, pending.edit)),
    sending: () => (pending === null ? sending : 'wait'),
    send(edit) {
      const id = `operation ${sent.length}` as OperationId
      sent.push(edit)
      pending = { id, edit }
      outcomes.set(id, 'pending')
      return id
    },
    outcome: (id) => outcomes.get(id) ?? 'saved',
  })
  return {
    session,
    sent,
    canvas: () => confirmed,
    edit(change: (text: string) => string | null) {
      confirmed = change(confirmed ?? '')
    },
    allow(next: Sending) {
      sending = next
    },
    /** The server has ordered the edit, `over` being what it put before it. */
    save(over: readonly (number | string)[] = []) {
      if (pending === null) throw new Error('nothing was sent')
      const { id, edit } = pending
      pending = null
      outcomes.set(id, 'saved')
      const delta = transformDelta(edit.delta, over)
      confirmed = edit.as === 'whole' ? edit.text : applyDelta(applyDelta(confirmed ?? '', over), delta)
    },
    refuse(outcome: 'conflict' | 'refused') {
      if (pending !== null) outcomes.set(pending.id, outcome)
      pending = null
    },
    type(text: string) {
      session.type({ text, caret: text.length })
    },
  }
}

describe('typing session', () => {
  test('CL2 an own edit shown by the canvas is not taken for somebody else’s', () => {
    const { session, sent, canvas, save, type } = setUp('')
    type('Hello')
    session.flush()
    expect(session.absorb()).toBeNull()
    save()
    type('Hello phone')
    session.flush()
    expect(session.absorb()).toBeNull()
    save()
    expect(session.absorb()).toBeNull()
    expect(canvas()).toBe('Hello phone')
    expect(sent.map(({ delta }) => delta)).toEqual([['Hello'], [5, ' phone']])
  })

  test('TX1 what others typed and was not seen yet is kept by a flush', () => {
    const { session, edit, save, canvas, type } = setUp('one')
    type('one two')
    edit((text) => `zero ${text}`)
    session.flush()
    save()
    expect(canvas()).toBe('zero one two')
    expect(session.current()).toEqual({ text: 'zero one two', caret: 12 })
  })

  test('TX2 one edit is on its way and one is composed behind it', () => {
    const { session, sent, save, canvas, type } = setUp('')
    type('a')
    expect(session.flush()).toBe('waiting')
    type('ab')
    expect(session.flush()).toBe('waiting')
    type('abc')
    expect(session.flush()).toBe('waiting')
    expect(sent).toHaveLength(1)
    save(['> '])
    expect(session.flush()).toBe('waiting')
    save()
    expect(session.flush()).toBe('done')
    expect(sent.map(({ delta }) => delta)).toEqual([['a'], [3, 'bc']])
    expect(canvas()).toBe('> abc')
    expect(session.current()).toEqual({ text: '> abc', caret: 5 })
  })

  test('TX4 after a conflict the words stay in the field and are sent again over what others wrote', () => {
    const { session, sent, edit, refuse, save, canvas, type } = setUp('one')
    type('one two')
    session.flush()
    edit(() => 'ONE')
    refuse('conflict')
    session.absorb()
    expect(session.current().text).toContain(' two')
    session.flush()
    save()
    expect(canvas()).toContain('ONE')
    expect(canvas()).toContain(' two')
    expect(sent).toHaveLength(2)
  })

  test('TX4 after a refusal the words stay in the field and wait for the next letter', () => {
    const { session, sent, refuse, type } = setUp('one')
    type('one two')
    session.flush()
    refuse('refused')
    expect(session.absorb()).toBeNull()
    expect(session.current().text).toBe('one two')
    expect(session.flush()).toBe('done')
    expect(sent).toHaveLength(1)
    type('one two!')
    expect(session.flush()).toBe('waiting')
    expect(sent[1]?.delta).toEqual([3, ' two!'])
  })

  test('TX2 what cannot be sent yet waits, and what is on its way elsewhere is not overwritten', () => {
    const { session, sent, allow, type } = setUp('one')
    allow('wait')
    type('one two')
    expect(session.flush()).toBe('waiting')
    expect(sent).toEqual([])
    allow('delta')
    expect(session.flush()).toBe('waiting')
    expect(sent).toHaveLength(1)
  })

  test('TX2 the first words of a new text make it', () => {
    const { session, sent, allow, save, canvas, type } = setUp(null)
    allow('whole')
    type('Hi')
    session.flush()
    expect(sent).toEqual([{ as: 'whole', delta: ['Hi'], text: 'Hi' }])
    save()
    allow('delta')
    type('Hi there')
    session.flush()
    save()
    expect(canvas()).toBe('Hi there')
  })

  test('a flush with nothing new sends nothing', () => {
    const { session, sent } = setUp('same')
    expect(session.flush()).toBe('done')
    expect(sent).toEqual([])
  })

  test('TX4 a shape deleted meanwhile keeps what was typed', () => {
    const { session, sent, edit, allow, type } = setUp('kept')
    type('kept here')
    edit(() => null)
    allow('never')
    expect(session.flush()).toBe('done')
    expect(sent).toEqual([])
    expect(session.current().text).toBe('kept here')
  })
})
