import { describe, expect, test } from 'vitest'
import type { ClientSocket } from './connection.ts'
import { gatherFrames } from './gathered-socket.ts'

/** A socket whose frames the test sends, on a clock the test moves. */
function setUp() {
  const timers = new Map<() => void, number>()
  let nowMs = 0
  let urgent = false
  const sent: string[] = []
  const inner: ClientSocket & {
    onmessage: ((event: { data: unknown }) => void) | null
    onclose: ((event: { code: number; reason: string }) => void) | null
    onopen: ((event: object) => void) | null
  } = {
    binaryType: '',
    onopen: null,
    onmessage: null,
    onclose: null,
    onerror: null,
    send: (text) => sent.push(text),
    close: () => sent.push('close'),
  }
  const socket = gatherFrames(inner, {
    clock: {
      now: () => nowMs,
      after(delayMs, run) {
        timers.set(run, nowMs + delayMs)
        return () => timers.delete(run)
      },
    },
    gatherMs: 16,
    isUrgent: () => urgent,
  })
  const heard: unknown[] = []
  socket.onopen = () => heard.push('open')
  socket.onmessage = ({ data }: { data: unknown }) => heard.push(data)
  socket.onclose = () => heard.push('closed')
  return {
    socket,
    inner,
    heard,
    sent,
    hurry: () => {
      urgent = true
    },
    receive: (data: unknown) => inner.onmessage?.({ data }),
    pass(ms: number) {
      nowMs += ms
      for (const [run, dueMs] of timers) {
        if (dueMs > nowMs) continue
        timers.delete(run)
        run()
      }
    },
  }
}

describe('SY7 frames that follow close upon each other are handed on as one', () => {
  test('the first at once, those within the time after it together, messages and arrays alike', () => {
    const { receive, pass, heard } = setUp()
    receive('{"a":1}')
    expect(heard.splice(0)).toEqual(['{"a":1}'])
    pass(5)
    receive('{"a":2}')
    receive('[{"a":3},{"a":4}]')
    receive('[]')
    pass(10)
    receive('{"a":5}')
    expect(heard).toEqual([])
    pass(1)
    expect(heard.splice(0)).toEqual(['[{"a":2},{"a":3},{"a":4},{"a":5}]'])
    pass(5)
    receive('{"a":6}')
    pass(11)
    expect(heard).toEqual(['{"a":6}'])
  })

  test('one after a pause is handed on at once', () => {
    const { receive, pass, heard } = setUp()
    receive('1')
    pass(16)
    receive('2')
    expect(heard).toEqual(['1', '2'])
  })

  test('a binary frame does not wait, nor does what came before it', () => {
    const { receive, heard } = setUp()
    const state = new ArrayBuffer(1)
    receive('1')
    receive('2')
    receive(state)
    expect(heard).toEqual(['1', '2', state])
  })

  test('what waits is handed on before the close, and only then', () => {
    const { receive, inner, heard, pass } = setUp()
    receive('1')
    receive('2')
    inner.onclose?.({ code: 1000, reason: '' })
    pass(100)
    expect(heard).toEqual(['1', '2', 'closed'])
  })

  test('nothing waits while it is urgent, and order is kept', () => {
    const { receive, heard, hurry, pass } = setUp()
    receive('1')
    receive('2')
    hurry()
    receive('3')
    pass(100)
    expect(heard).toEqual(['1', '2', '3'])
  })

  test('everything else goes straight through', () => {
    const { socket, inner, heard, sent } = setUp()
    socket.binaryType = 'arraybuffer'
    inner.onopen?.({})
    socket.send('x')
    socket.close()
    expect([inner.binaryType, heard, sent]).toEqual(['arraybuffer', ['open'], ['x', 'close']])
    Object.assign(inner, { readyState: 2 })
    expect(socket.readyState).toBe(2)
  })
})
