import { type ClientSocket, ConnectionRefused, type SocketRequest } from '@flowstate/client'
import type { ClientId } from '@flowstate/engine'
import { closeCodes } from '@flowstate/protocol'
import type { Author, Session, SessionSocket } from '@flowstate/server/testing'
import type { SimulatedInstance } from './simulated-instance.ts'
import type { SimulatedWorld } from './simulated-world.ts'

/** Some people are impatient, and with them everybody they meet (SY7). */
const gatherMsOf = (clientId: ClientId): number =>
  ({ 0: 0, 1: 100 })[Number.parseInt(clientId.slice(-1), 16) % 4] ?? 28

/** A connection with latency, in order in each direction, that can be cut or go silent. */
export interface SimulatedLink {
  readonly socket: ClientSocket
  cut(): void
  /** Nothing gets through any more, and nobody is told. */
  goSilent(): void
  readonly isOpen: boolean
}

/** What of a message tells how much of the log it gives away. */
interface Sent {
  readonly type: string
  readonly version: number
  readonly operation?: { readonly version: number }
}

/** Opens a socket as the real opener does: rights are looked at first, then the room ties it in. */
export async function openLink(
  world: SimulatedWorld,
  instance: SimulatedInstance,
  visitor: { readonly author: Author; readonly request: SocketRequest },
): Promise<SimulatedLink> {
  const { time, random, intensities } = world
  const { author, request } = visitor
  const latency = () => 1 + random() * (world.isRough ? intensities.latencyMsMax : 20)
  await time.sleep(latency())
  const granted = await instance.access.readRole(world.canvasId, author)
  const { role, accessNo } = granted
  if (role === null) throw new ConnectionRefused(closeCodes.notFound.code, closeCodes.notFound.reason)

  let open = true
  let silent = false
  let session: Session | null = null
  const early: string[] = []
  let upAtMs = 0
  let downAtMs = 0

  /** Delivers in order: never before what was sent earlier. */
  function up(deliver: () => void): void {
    upAtMs = Math.max(upAtMs, time.now() + latency())
    time.after(upAtMs - time.now(), () => {
      if (!silent) deliver()
    })
  }
  function down(deliver: () => void): void {
    downAtMs = Math.max(downAtMs, time.now() + latency())
    time.after(downAtMs - time.now(), () => {
      if (!silent) deliver()
    })
  }
  function tell(handler: unknown, event: unknown): void {
    if (typeof handler === 'function') handler(event)
  }
  function closeClient(code: number, reason: string): void {
    tell(socket.onclose, { code, reason })
  }
  function closeServer(): void {
    open = false
    session?.closed()
  }

  const socket: ClientSocket = {
    binaryType: 'arraybuffer',
    onopen: null,
    onmessage: null,
    onclose: null,
    onerror: null,
    send(text) {
      if (!open) return
      const copies = world.isRough && world.chance(intensities.duplicateSendChance) ? 2 : 1
      for (let i = 0; i < copies; i++) {
        up(() => {
          if (session === null) early.push(text)
          else if (open) session.receive(text)
        })
      }
    },
    close: () => up(closeServer),
  }

  /** Nobody may be sent what was committed after their access ended (C7). */
  function checkRights(text: string): void {
    const revokedAt = world.revokedAt.get(author.userId)
    if (revokedAt === undefined) return
    const frame: Sent | readonly Sent[] = JSON.parse(text)
    for (const message of Array.isArray(frame) ? frame : [frame]) {
      const version = message.operation?.version ?? (message.type === 'sync' ? message.version : 0)
      if (version > revokedAt) world.fail('C7', `row ${version} was sent after access ended at ${revokedAt}`)
    }
  }

  const sessionSocket: SessionSocket = {
    send(frame) {
      checkRights(frame.text)
      if (open) down(() => tell(socket.onmessage, { data: frame.text }))
    },
    sendBulk(frame, written) {
      const text = Buffer.concat(frame.chunks.map((chunk) => Buffer.from(chunk))).toString('utf8')
      checkRights(text)
      if (open) down(() => tell(socket.onmessage, { data: text }))
      time.after(1, () => {
        if (open) written()
      })
    },
    bufferedBytes: () => 0,
    ping: () => down(() => up(() => session?.ponged())),
    pause: () => undefined,
    resume: () => undefined,
    close(code, reason) {
      if (!open) return
      open = false
      down(() => closeClient(code, reason))
    },
  }

  const link: SimulatedLink = {
    socket,
    cut() {
      silent = true
      if (open) closeServer()
      time.after(latency(), () => closeClient(1006, 'cut'))
    },
    goSilent() {
      silent = true
    },
    get isOpen() {
      return open
    },
  }
  instance.onDeath(() => link.cut())
  time.after(0, () => {
    tell(socket.onopen, {})
    const { since, hash, epoch } = request
    const clientId = request.clientId as ClientId
    const admission = {
      author,
      role,
      accessNo,
      request: { since, hash, epoch },
      clientId,
      gzip: false,
      gatherMs: gatherMsOf(clientId),
      simple: false,
    }
    instance.rooms.join(world.canvasId, admission, sessionSocket).then(
      (joined) => {
        if (typeof joined === 'string') {
          const { code, reason } = joined === 'gone' ? closeCodes.notFound : closeCodes.rate
          sessionSocket.close(code, reason)
          return
        }
        session = joined
        if (!open) joined.closed()
        else for (const text of early.splice(0)) joined.receive(text)
      },
      () => sessionSocket.close(closeCodes.tryLater.code, closeCodes.tryLater.reason),
    )
  })
  return link
}
