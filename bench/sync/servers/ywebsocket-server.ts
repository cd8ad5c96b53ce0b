/** The server that comes with y-websocket 2, started as its own command does, without persistence. */
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import { type WebSocket, WebSocketServer } from 'ws'

const load = createRequire(import.meta.url)
const { setupWSConnection }: { setupWSConnection: (socket: WebSocket, request: object) => void } = load(
  '../node_modules/y-websocket/bin/utils.cjs',
)
const http = createServer((_request, response) => response.end('okay'))
const sockets = new WebSocketServer({ noServer: true })
sockets.on('connection', setupWSConnection)
http.on('upgrade', (request, socket, head) =>
  sockets.handleUpgrade(request, socket, head, (client) => sockets.emit('connection', client, request)),
)
http.listen(Number(process.env.PORT), '127.0.0.1', () => console.log('READY'))
