/**
 * Not a product: what one Node process on this machine can do. An ordered log of opaque operations on PostgreSQL; what
 * arrives while a commit is under way goes together in the next; every client, the author included, is sent the same
 * bytes once they are durable. No accounts, no validation.
 */
import { createServer } from 'node:http'
import type { Duplex } from 'node:stream'
import { Client } from 'pg'
import { WebSocketServer } from 'ws'

const [operation, cursor, join] = [1, 2, 3]
const cursorTickMs = 16

/** Shape id -> its record: type, length of the id, length of the content (2 bytes), id, content. */
const shapes = new Map<string, Buffer>()
const sockets = new Set<Duplex>()
const cursors = new Map<Duplex, Buffer>()
let head = 0
let queue: Buffer[] = []
let isCommitting = false
let isScheduled = false
let isCursorTickDue = false
let wholeState: Buffer | undefined

const db = new Client({
  host: '127.0.0.1',
  port: Number(process.env.PGPORT),
  user: 'postgres',
  database: 'postgres',
})
await db.connect()
await db.query(
  'create table if not exists ops (room int, seq bigint, shape text not null, body text not null, primary key (room, seq))',
)
const stored = await db.query<{ seq: string; shape: string; body: string }>(
  'select seq, shape, body from ops where room = 1 order by seq',
)
for (const { seq, shape, body } of stored.rows) {
  const record = Buffer.allocUnsafe(4 + shape.length + body.length)
  record[0] = operation ?? 0
  record[1] = shape.length
  record.writeUInt16BE(body.length, 2)
  record.write(shape + body, 4, 'latin1')
  shapes.set(shape, record)
  head = Number(seq)
}

function frameOf(parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts)
  const headBytes = content.length < 126 ? 2 : content.length < 65_536 ? 4 : 10
  const frame = Buffer.alloc(headBytes)
  frame[0] = 0x82
  frame[1] = headBytes === 2 ? content.length : headBytes === 4 ? 126 : 127
  if (headBytes === 4) frame.writeUInt16BE(content.length, 2)
  if (headBytes === 10) frame.writeBigUInt64BE(BigInt(content.length), 2)
  return Buffer.concat([frame, content])
}

function sendToAll(frame: Buffer): void {
  for (const socket of sockets) socket.write(frame)
}

const shapeOf = (record: Buffer) => record.toString('latin1', 4, 4 + (record[1] ?? 0))
const bodyOf = (record: Buffer) => record.toString('latin1', 4 + (record[1] ?? 0))

async function commit(batch: readonly Buffer[]): Promise<void> {
  const first = head + 1
  head += batch.length
  await db.query({
    name: 'append',
    text: 'insert into ops select 1, $1::bigint + o - 1, s, b from unnest($2::text[], $3::text[]) with ordinality u(s, b, o)',
    values: [first, batch.map(shapeOf), batch.map(bodyOf)],
  })
}

async function flush(): Promise<void> {
  isScheduled = false
  if (queue.length === 0 || isCommitting) return
  const batch = queue
  queue = []
  isCommitting = true
  await commit(batch)
  isCommitting = false
  sendToAll(frameOf(batch))
  if (queue.length > 0) schedule()
}

function schedule(): void {
  if (isScheduled || isCommitting) return
  isScheduled = true
  setImmediate(flush)
}

function flushCursors(): void {
  isCursorTickDue = false
  sendToAll(frameOf([...cursors.values()]))
  cursors.clear()
}

function handle(socket: Duplex, data: Buffer): void {
  for (let at = 0; at < data.length; ) {
    const end = at + 4 + (data[at + 1] ?? 0) + data.readUInt16BE(at + 2)
    const record = data.subarray(at, end)
    at = end
    if (record[0] === operation) {
      shapes.set(shapeOf(record), record)
      wholeState = undefined
      queue.push(record)
      schedule()
    } else if (record[0] === cursor) {
      cursors.set(socket, record)
      if (!isCursorTickDue) setTimeout(flushCursors, cursorTickMs)
      isCursorTickDue = true
    } else if (record[0] === join) {
      wholeState ??= frameOf([Buffer.from([join ?? 0, 0, 0, 0]), ...shapes.values()])
      socket.write(wholeState)
      sockets.add(socket)
    }
  }
}

const http = createServer()
const upgrades = new WebSocketServer({ noServer: true })
http.on('upgrade', (request, socket, rest) => {
  upgrades.handleUpgrade(request, socket, rest, (client) => {
    client.on('message', (data: Buffer) => handle(socket, data))
    client.on('close', () => sockets.delete(socket))
  })
})
http.listen(Number(process.env.PORT), '127.0.0.1', () => console.log('READY'))
