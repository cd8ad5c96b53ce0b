import { randomBytes } from 'node:crypto'
import { type ProposedChange, uuidv7 } from '@flowstate/engine'
import { WebSocket } from 'ws'
import { boardShapeId } from '../engine/board-rows.ts'
import type { BoardServer } from './board-server.ts'

const operationType = Buffer.from('"type":"operation"')
const refusals = [Buffer.from('"type":"reject"'), Buffer.from('"type":"error"')]

/** Operation `n` of a board: `shapeCount` creates, then moves. */
export function boardChange(n: number, shapeCount: number): ProposedChange {
  if (n >= shapeCount) {
    const set = { position: [n % 5_003, n % 4_001] as const }
    return { kind: 'update', id: boardShapeId((n * 7_919) % shapeCount), set }
  }
  const position = [(n % 100) * 160, Math.floor(n / 100) * 120] as const
  const cells = { position, size: [120, 80] as const, stroke: 'ink', text: `Step ${n}` }
  return { kind: 'create', shape: { id: boardShapeId(n), kind: 'rectangle', ...cells } }
}

function encode(n: number, shapeCount: number): string {
  const id = uuidv7(Date.now(), randomBytes(16))
  return JSON.stringify({ type: 'operation', operation: { id, changes: [boardChange(n, shapeCount)] } })
}

function countOperations(frame: Buffer): number {
  let count = 0
  for (let at = frame.indexOf(operationType); at !== -1; count++) at = frame.indexOf(operationType, at + 1)
  return count
}

/** Opens a socket on a canvas and resolves with it once the server has sent `sync`. */
export function joinCanvas(board: BoardServer, canvasId: string): Promise<WebSocket> {
  const query = new URLSearchParams({ token: board.token, since: '0', protocol: '1', gzip: '1' })
  const url = `${board.server.url.replace('http', 'ws')}/api/v1/canvases/${canvasId}/ws?${query}`
  const socket = new WebSocket(url)
  return new Promise((resolve, reject) => {
    socket.once('message', () => resolve(socket))
    socket.once('error', reject)
  })
}

/**
 * Commits operations through one socket with `window` of them unacknowledged, until `count` are acknowledged or the time
 * is up. Answers the time of each from sending to acknowledgement, in milliseconds.
 */
export async function writeBoard(
  board: BoardServer,
  canvasId: string,
  load: { readonly window: number; readonly count: number; readonly msMax?: number },
  shapeCount: number,
): Promise<readonly number[]> {
  const socket = await joinCanvas(board, canvasId)
  const sentAtMs: number[] = []
  const tookMs: number[] = []
  const endMs = performance.now() + (load.msMax ?? Number.POSITIVE_INFINITY)
  await new Promise<void>((resolve, reject) => {
    const push = () => {
      sentAtMs.push(performance.now())
      socket.send(encode(sentAtMs.length - 1, shapeCount))
    }
    socket.on('error', reject)
    socket.on('close', (code) => reject(new Error(`closed with ${code}`)))
    socket.on('message', (data: Buffer) => {
      const now = performance.now()
      const acknowledged = countOperations(data)
      if (refusals.some((text) => data.includes(text))) reject(new Error(data.toString('utf8', 0, 300)))
      for (let i = 0; i < acknowledged; i++) tookMs.push(now - (sentAtMs[tookMs.length] ?? now))
      if (tookMs.length >= load.count || now > endMs) resolve()
      else for (let i = 0; i < acknowledged && sentAtMs.length < load.count; i++) push()
    })
    for (let i = 0; i < load.window; i++) push()
  })
  socket.terminate()
  return tookMs
}
