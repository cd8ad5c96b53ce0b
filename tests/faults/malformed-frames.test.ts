import { closeCodes, type ErrorCode, errorCatalogue, type ServerMessage } from '@flowstate/protocol'
import { expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { startServer } from '../support/server-process.ts'
import { malformedMessage, unreadableFrame } from './malformed-input.ts'
import { joinByLink, makeSharedCanvas, type Person, readState, type SharedCanvas } from './public-api.ts'
import { raisedLimits } from './raised-limits.ts'
import { seededRandom } from './seeded-random.ts'
import { waitUntil } from './wait-until.ts'

const frameCount = 10_000
const framesPerBatch = 50
const seed = Number(process.env.FLOWSTATE_FAULT_SEED ?? 6)

const documentedCodes = new Set(Object.keys(errorCatalogue))
const documentedCloses: ReadonlySet<number> = new Set(Object.values(closeCodes).map(({ code }) => code))
/** What a server may say to somebody whose frames make no sense. */
const documentedTypes = new Set<ServerMessage['type']>([
  'sync',
  'error',
  'reject',
  'ack',
  'operation',
  'pong',
  'presence',
  'presence_join',
  'presence_leave',
])

interface Talk {
  readonly heard: ServerMessage[]
  readonly closes: number[]
  socket: WebSocket
}

async function open(url: string, canvas: SharedCanvas, person: Person, talk?: Talk): Promise<Talk> {
  const query = new URLSearchParams({ token: person.token, since: '0', protocol: '1' })
  const socket = new WebSocket(`${url.replace('http', 'ws')}/api/v1/canvases/${canvas.canvasId}/ws?${query}`)
  const opened: Talk = talk ?? { heard: [], closes: [], socket }
  opened.socket = socket
  let isSynced = false
  socket.on('message', (data) => {
    const frame: ServerMessage | ServerMessage[] = JSON.parse(String(data))
    const messages = [frame].flat()
    opened.heard.push(...messages)
    isSynced ||= messages.some(({ type }) => type === 'sync')
  })
  socket.on('close', (code) => opened.closes.push(code))
  await waitUntil('sync', () => isSynced)
  return opened
}

/** Sends a batch and then asks for a sign of life: everything before it has been handled once that comes, or the end. */
async function sendBatch(talk: Talk, frames: readonly (string | Buffer)[], mark: number): Promise<void> {
  const { socket } = talk
  for (const frame of frames) socket.send(frame)
  socket.send(JSON.stringify({ type: 'ping', t: mark }))
  await waitUntil('an answer to the batch', () => {
    const isAnswered = talk.heard.some((message) => message.type === 'pong' && message.t === mark)
    return isAnswered || socket.readyState === WebSocket.CLOSED
  })
}

function codesOf(messages: readonly ServerMessage[]): readonly ErrorCode[] {
  return messages.flatMap((message) =>
    message.type === 'error' || message.type === 'reject' ? [message.code] : [],
  )
}

test(`CM8 ${frameCount} malformed frames: documented answers, nobody else's canvas changes (seed ${seed})`, async () => {
  const server = await startServer({ env: { ...raisedLimits, LOG_LEVEL: 'error' } })
  try {
    const target = await makeSharedCanvas(server.url)
    const other = await makeSharedCanvas(server.url)
    const bystander = await open(server.url, other, other.owner)
    const before = await readState(server.url, other)
    const attacker = await joinByLink(server.url, target)
    const random = seededRandom(seed)
    const talk = await open(server.url, target, attacker)
    let answered = 0
    for (let sent = 0; sent < frameCount; sent += framesPerBatch) {
      const frames: (string | Buffer)[] = Array.from({ length: framesPerBatch - 1 }, () =>
        malformedMessage(random),
      )
      // At the end: what cannot be read may end the connection.
      frames.push(unreadableFrame(random))
      await sendBatch(talk, frames, sent)
      const heard = talk.heard.splice(0)
      expect(heard.filter(({ type }) => !documentedTypes.has(type))).toEqual([])
      const codes = codesOf(heard)
      expect(codes.filter((code) => !documentedCodes.has(code) || code === 'internal')).toEqual([])
      answered += codes.length
      if (talk.socket.readyState === WebSocket.CLOSED) await open(server.url, target, attacker, talk)
    }
    expect(talk.closes.filter((code) => !documentedCloses.has(code))).toEqual([])
    expect(answered).toBeGreaterThan(frameCount / 2)
    expect(await readState(server.url, other)).toEqual(before)
    expect(bystander.closes).toEqual([])
    expect(bystander.heard.map(({ type }) => type)).toEqual(['sync'])
    expect(Object.keys({})).toEqual([])
    expect(server.output()).not.toContain('unhandled')
    talk.socket.terminate()
    bystander.socket.terminate()
  } finally {
    await server.stop()
  }
})
