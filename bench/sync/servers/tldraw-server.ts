/**
 * tldraw sync: TLSocketRoom over ws, as in its simple server example. STORAGE=memory keeps rooms in memory; sqlite uses its
 * SQLiteSyncStorage on node:sqlite with its defaults (rollback journal, synchronous=FULL).
 */
import { createServer } from 'node:http'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { InMemorySyncStorage, NodeSqliteWrapper, SQLiteSyncStorage, TLSocketRoom } from '@tldraw/sync-core'
import { WebSocketServer } from 'ws'

const rooms = new Map<string, TLSocketRoom>()

function storageOf(roomId: string) {
  if (process.env.STORAGE !== 'sqlite') return new InMemorySyncStorage()
  const db = new DatabaseSync(join(process.env.DATA_DIR ?? '.', `${roomId}.db`))
  return new SQLiteSyncStorage({ sql: new NodeSqliteWrapper(db) })
}

/** The example closes a room when the last session leaves; here it stays, so that warm joins can be measured. */
function roomOf(roomId: string): TLSocketRoom {
  const known = rooms.get(roomId)
  if (known !== undefined && !known.isClosed()) return known
  const room = new TLSocketRoom({ storage: storageOf(roomId), log: { warn: () => {}, error: console.error } })
  rooms.set(roomId, room)
  return room
}

const http = createServer()
const sockets = new WebSocketServer({ server: http })
sockets.on('connection', (socket, request) => {
  const url = new URL(request.url ?? '/', 'http://localhost')
  const roomId = url.pathname.split('/').at(-1) ?? ''
  roomOf(roomId).handleSocketConnect({ sessionId: url.searchParams.get('sessionId') ?? '', socket })
})
http.listen(Number(process.env.PORT), '127.0.0.1', () => console.log('READY'))
