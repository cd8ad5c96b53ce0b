/**
 * A bot that draws: it joins a canvas like any other author, draws a ring of rectangles one by one, and leaves.
 *
 *   npm run node24 -- --conditions=flowstate-source examples/drawing-bot.ts <link>
 *
 * <link> is what the share dialog copies: http://host:port/c/<canvas>#share=<token>
 */
import { randomBytes } from 'node:crypto'
import {
  createMemoryOutboxStorage,
  createRestClient,
  openCanvasClient,
  type SignedIn,
  systemClientClock,
  ticketSocketOpener,
} from '@flowstate/client'
import { type CanvasId, type ShapeId, uuidv7 } from '@flowstate/engine'

const link = new URL(process.argv[2] ?? '')
const canvasId = link.pathname.split('/').at(-1) as CanvasId
const token = new URLSearchParams(link.hash.slice(1)).get('share')

const rest = createRestClient({ baseUrl: link.origin, fetch, now: Date.now, refreshIn: 'body' })
const signedIn = await rest.post<SignedIn>('/shares/exchange', { token, displayName: 'Ring bot' })
rest.session.set(signedIn)

const client = await openCanvasClient({
  canvasId,
  userId: signedIn.user.id,
  openSocket: ticketSocketOpener({
    rest,
    canvasId,
    createSocket: (url) => new WebSocket(url),
    origin: link.origin,
  }),
  storage: createMemoryOutboxStorage(),
  clock: systemClientClock,
  randomBytes: (count) => randomBytes(count),
})

const gesture = `ring-${Date.now()}`
for (let i = 0; i < 12; i++) {
  const angle = (i / 12) * 2 * Math.PI
  const x = 400 + 220 * Math.cos(angle)
  const y = 300 + 220 * Math.sin(angle)
  const id = uuidv7(Date.now(), randomBytes(16)) as string as ShapeId
  client.sendCursor(x, y)
  const drawn = client.dispatch(
    [{ kind: 'create', shape: { id, kind: 'rectangle', position: [x, y], size: [60, 40], fill: 'blue' } }],
    { gesture, label: 'Ring' },
  )
  if (!drawn.ok) throw new Error(`${drawn.error.path ?? ''}: ${drawn.error.detail}`)
  await new Promise((resolve) => setTimeout(resolve, 150))
}

await client.whenSaved()
process.stdout.write(`Drawn and saved at version ${client.version()}.\n`)
await client.close()
