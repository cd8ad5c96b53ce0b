import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { type OperationId, uuidv7 } from '@flowstate/engine'
import { closeCodes, type ServerMessage } from '@flowstate/protocol'
import { expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { startServer } from '../support/server-process.ts'
import { joinByLink, makeSharedCanvas, type Person, type SharedCanvas } from './public-api.ts'
import { raisedLimits } from './raised-limits.ts'
import { waitUntil } from './wait-until.ts'

/** Far more than the kernel and the server will hold for one reader. */
const operationCount = 120
const textCharacters = 18_000
const shapesPerOperation = 30
/**
 * The canvas, its rows and the embedded database are in it too: 902 to 939 were measured in seven runs alone, some 980 beside
 * others. It is not growth since the start: that is 150 MB more or less, for the same peak, with what the database has compiled by
 * then.
 */
const residentMbMax = 1_100
/** What a WebSocket says of a connection that ended without a close frame. */
const brokenOff = 1006

interface Reader {
  readonly socket: WebSocket
  readonly versions: number[]
  readonly closes: number[]
}

function join(url: string, canvas: SharedCanvas, person: Person, since: number): Reader {
  const query = new URLSearchParams({ token: person.token, since: String(since), protocol: '1' })
  const socket = new WebSocket(`${url.replace('http', 'ws')}/api/v1/canvases/${canvas.canvasId}/ws?${query}`)
  const reader: Reader = { socket, versions: [], closes: [] }
  socket.on('message', (data) => {
    const frame: ServerMessage | ServerMessage[] = JSON.parse(String(data))
    for (const message of [frame].flat()) {
      if (message.type === 'sync') reader.versions.push(message.version)
      if (message.type === 'operation') reader.versions.push(message.operation.version)
    }
  })
  socket.on('close', (code) => reader.closes.push(code))
  socket.on('error', () => reader.closes.push(0))
  return reader
}

function residentMb(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1_024
}

function largeOperation(n: number): string {
  const changes = Array.from({ length: shapesPerOperation }, (_, i) => {
    const id = `slow-shape-${n}-${i}`
    const text = `${n} `.padEnd(textCharacters, 'x')
    return { kind: 'create', shape: { id, kind: 'note', position: [n, i], size: [100, 100], text } }
  })
  const id = uuidv7(Date.now(), randomBytes(16)) as OperationId
  return JSON.stringify({ type: 'operation', operation: { id, changes } })
}

test('SY6 a reader that stops reading is closed and resumes; the others get everything, memory stays bounded', async () => {
  const env = { ...raisedLimits, LIMIT_SESSION_LAG_MS_MAX: '1000' }
  const server = await startServer({ env })
  try {
    const canvas = await makeSharedCanvas(server.url)
    const writer = join(server.url, canvas, canvas.owner, 0)
    const slow = join(server.url, canvas, await joinByLink(server.url, canvas), 0)
    const quick = join(server.url, canvas, await joinByLink(server.url, canvas), 0)
    await waitUntil('everybody is in', () =>
      [writer, slow, quick].every(({ versions }) => versions.length > 0),
    )
    slow.socket.pause()
    let highestMb = 0
    for (let n = 1; n <= operationCount; n++) {
      writer.socket.send(largeOperation(n))
      await waitUntil('the others have it', () => writer.versions.at(-1) === n && quick.versions.at(-1) === n)
      highestMb = Math.max(highestMb, residentMb(server.pid))
    }
    // Reading on finds what was buffered, then the end. The close frame is behind what nobody read, so it may not come.
    slow.socket.resume()
    await waitUntil('the slow reader is closed', () => slow.closes.length > 0)
    expect([closeCodes.tooSlow.code, brokenOff]).toContain(slow.closes[0])
    expect(highestMb).toBeLessThan(residentMbMax)
    expect(quick.versions).toEqual(Array.from({ length: operationCount + 1 }, (_, version) => version))

    const seen = slow.versions.at(-1) ?? 0
    expect(seen).toBeLessThan(operationCount)
    const back = join(server.url, canvas, await joinByLink(server.url, canvas), seen)
    await waitUntil('it has caught up', () => back.versions.at(-1) === operationCount)
    for (const { socket } of [writer, quick, back]) socket.terminate()
  } finally {
    await server.stop()
  }
})
