import { expect, test } from 'vitest'
import { chatIdleMs, chatLine, createChatSender } from './chat-sender.ts'

/** Timers that ring when the test says how much time has passed. */
function handClock() {
  let nowMs = 0
  const timers = new Set<{ readonly atMs: number; readonly ring: () => void }>()
  return {
    now: () => nowMs,
    after(delayMs: number, ring: () => void) {
      const timer = { atMs: nowMs + delayMs, ring }
      timers.add(timer)
      return () => void timers.delete(timer)
    },
    pass(ms: number) {
      const untilMs = nowMs + ms
      for (;;) {
        const [next] = [...timers].filter(({ atMs }) => atMs <= untilMs).sort((a, b) => a.atMs - b.atMs)
        if (next === undefined) break
        timers.delete(next)
        nowMs = next.atMs
        next.ring()
      }
      nowMs = untilMs
    },
  }
}

function speaker() {
  const clock = handClock()
  const sent: (string | null)[] = []
  let idled = 0
  const sender = createChatSender({ clock, send: (chat) => sent.push(chat), idle: () => idled++ })
  return { clock, sent, sender, idled: () => idled }
}

test('PR2 the first letter goes at once, then the newest words a few times a second', () => {
  const { clock, sent, sender } = speaker()
  for (const line of ['h', 'he', 'hel', 'hell', 'hello']) sender.say(line)
  expect(sent).toEqual(['h'])
  clock.pass(1_000)
  expect(sent).toEqual(['h', 'hello'])
  sender.say('hello there')
  expect(sent).toEqual(['h', 'hello', 'hello there'])
})

test('PR2 words are over some seconds after the last letter, and never twice', () => {
  const { clock, sent, sender, idled } = speaker()
  sender.say('a')
  clock.pass(chatIdleMs - 1)
  sender.say('ab')
  clock.pass(chatIdleMs - 1)
  expect(idled()).toBe(0)
  clock.pass(1)
  expect(idled()).toBe(1)
  sender.end()
  sender.end()
  clock.pass(60_000)
  expect(sent).toEqual(['a', 'ab', null])
})

test('PR2 nothing but spaces is nothing said, and an empty field waits for its first letter', () => {
  const { clock, sent, sender, idled } = speaker()
  sender.say('   ')
  clock.pass(60_000)
  sender.say('x')
  sender.say('')
  clock.pass(60_000)
  sender.end()
  expect(sent).toEqual(['x', null])
  expect(idled()).toBe(0)
})

test('PR2 what is pasted becomes one short line of whole letters', () => {
  expect(chatLine('two\r\nlines\tand\u2028more')).toBe('two lines and more')
  expect(chatLine('x'.repeat(200))).toHaveLength(80)
  expect(chatLine(`${'x'.repeat(79)}👋`)).toBe('x'.repeat(79))
  expect(chatLine('half \ud83d of one')).toBe('half  of one')
})
