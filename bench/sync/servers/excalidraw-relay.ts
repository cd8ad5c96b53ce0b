/**
 * A relay for the room messages an Excalidraw client expects: it forwards opaque content to the rest of the room and keeps
 * nothing. Only what the benchmark uses is here.
 */
import { createServer } from 'node:http'
import { Server, type Socket } from 'socket.io'

const http = createServer((_request, response) => response.end('relay'))
const relay = new Server(http, { allowEIO3: true, cors: { origin: '*', credentials: true } })

async function membersOf(room: string): Promise<string[]> {
  return (await relay.in(room).fetchSockets()).map(({ id }) => id)
}

async function enter(socket: Socket, room: string): Promise<void> {
  await socket.join(room)
  const members = await membersOf(room)
  if (members.length > 1) socket.to(room).emit('new-user', socket.id)
  else socket.emit('first-in-room')
  relay.in(room).emit('room-user-change', members)
}

async function leave(socket: Socket): Promise<void> {
  for (const room of [...socket.rooms].filter((name) => name !== socket.id)) {
    const left = (await membersOf(room)).filter((id) => id !== socket.id)
    if (left.length > 0) socket.to(room).emit('room-user-change', left)
  }
}

relay.on('connection', (socket) => {
  socket.emit('init-room')
  socket.on('join-room', (room: string) => enter(socket, room))
  socket.on('disconnecting', () => leave(socket))
  socket.on('server-broadcast', (room: string, content: ArrayBuffer, iv: Uint8Array) =>
    socket.to(room).emit('client-broadcast', content, iv),
  )
  socket.on('server-volatile-broadcast', (room: string, content: ArrayBuffer, iv: Uint8Array) =>
    socket.volatile.to(room).emit('client-broadcast', content, iv),
  )
})

http.listen(Number(process.env.PORT), '127.0.0.1', () => console.log('READY'))
