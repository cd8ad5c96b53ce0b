import type { ServerMessage } from '@flowstate/protocol'
import { describe, expect, test } from 'vitest'
import { type ClientSocket, openConnection } from './connection.ts'

interface FakeSocket extends ClientSocket {
  onmessage: ((event: { data: unknown }) => void) | null
  onclose: ((event: { code: number; reason: string }) => void) | null
  closed: boolean
  readyState?: number
  readonly said: string[]
}

function fakeSocket(): FakeSocket {
  return {
    binaryType: '',
    onopen: null,
    onmessage: null,
    onclose: null,
    onerror: null,
    closed: false,
    said: [],
    send(text) {
      this.said.push(text)
    },
    close() {
      this.closed = true
    },
  }
}

async function gzip(text: string): Promise<ArrayBuffer> {
  const zipped = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'))
  return new Response(zipped).arrayBuffer()
}

function open() {
  const socket = fakeSocket()
  const heard: ServerMessage[] = []
  const closes: number[] = []
  let notify = () => {}
  const connection = openConnection(socket, {
    opened() {},
    frame: (deliver) => deliver(),
    message(message) {
      heard.push(message)
      notify()
    },
    closed: (code) => closes.push(code),
  })
  const until = (count: number) =>
    new Promise<void>((resolve) => {
      notify = () => heard.length >= count && resolve()
      notify()
    })
  return { socket, heard, closes, connection, until }
}

const pong = (version: number) => JSON.stringify({ type: 'pong', t: 0, version })

describe('connection', () => {
  test('SY7 a frame is one message or an array, handled in order', () => {
    const { socket, heard } = open()
    socket.onmessage?.({ data: pong(1) })
    socket.onmessage?.({ data: `[${pong(2)},${pong(3)}]` })
    expect(heard.map((message) => message.type === 'pong' && message.version)).toEqual([1, 2, 3])
  })

  test('SY1 frames that come while a compressed one is unpacked wait behind it', async () => {
    const { socket, heard, until } = open()
    socket.onmessage?.({ data: await gzip(pong(1)) })
    socket.onmessage?.({ data: pong(2) })
    socket.onmessage?.({ data: await gzip(pong(3)) })
    socket.onmessage?.({ data: pong(4) })
    await until(4)
    expect(heard.map((message) => message.type === 'pong' && message.version)).toEqual([1, 2, 3, 4])
  })

  test('SY5 an unreadable frame ends the socket once, and nothing after it is heard', () => {
    const { socket, heard, closes } = open()
    socket.onmessage?.({ data: '{"type":' })
    socket.onmessage?.({ data: pong(1) })
    socket.onclose?.({ code: 1000, reason: '' })
    expect(socket.closed).toBe(true)
    expect(closes).toEqual([1006])
    expect(heard).toEqual([])
  })
})

test('nothing is said to a socket that closes', () => {
  const { socket, connection } = open()
  const said = { type: 'cursor', x: 1, y: 2 } as const
  connection.send(said)
  socket.readyState = 1
  connection.send(said)
  for (socket.readyState = 2; socket.readyState <= 3; socket.readyState++) connection.send(said)
  expect(socket.said).toHaveLength(2)
})
