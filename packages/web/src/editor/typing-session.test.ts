import { applyDelta } from '@flowstate/engine'
import { describe, expect, test } from 'vitest'
import { createTypingSession } from './typing-session.ts'

function setUp(start: string) {
  let canvas: string | null = start
  const sent: unknown[] = []
  const session = createTypingSession({
    read: () => canvas,
    send(delta) {
      sent.push(delta)
      canvas = applyDelta(canvas ?? '', delta)
    },
  })
  const edit = (change: (text: string) => string | null) => {
    canvas = change(canvas ?? '')
  }
  return { session, sent, edit, canvas: () => canvas }
}

describe('typing session', () => {
  test('CL2 an own edit shown by the canvas is not taken for somebody else’s', () => {
    const { session, sent, canvas } = setUp('')
    session.type({ text: 'Hello', caret: 5 })
    session.flush()
    expect(session.absorb()).toBeNull()
    session.type({ text: 'Hello phone', caret: 11 })
    session.flush()
    expect(session.absorb()).toBeNull()
    expect(canvas()).toBe('Hello phone')
    expect(sent).toEqual([['Hello'], [5, ' phone']])
  })

  test('TX1 what others typed and was not seen yet is kept by a flush', () => {
    const { session, edit, canvas } = setUp('one')
    session.type({ text: 'one two', caret: 7 })
    edit((text) => `zero ${text}`)
    session.flush()
    expect(canvas()).toBe('zero one two')
    expect(session.current()).toEqual({ text: 'zero one two', caret: 12 })
  })

  test('a flush with nothing new sends nothing', () => {
    const { session, sent } = setUp('same')
    session.flush()
    expect(sent).toEqual([])
  })

  test('TX4 a shape deleted meanwhile keeps what was typed', () => {
    const { session, sent, edit } = setUp('kept')
    session.type({ text: 'kept here', caret: 9 })
    edit(() => null)
    session.flush()
    expect(sent).toEqual([])
    expect(session.current().text).toBe('kept here')
  })
})
