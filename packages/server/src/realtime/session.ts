import type { OperationId, SessionId } from '@flowstate/engine'
import {
  closeCodes,
  encodeMessage,
  type MessageFault,
  type Participant,
  type PresenceFields,
  type Preview,
  type ReceivedMessage,
  roleAtLeast,
  type WireLimits,
} from '@flowstate/protocol'
import type { Author } from '../access/author.ts'
import type { Clock } from '../clock.ts'
import type { CommitOutcome, CommitRequest } from '../log/commit-request.ts'
import { replyTo } from './outcome-reply.ts'
import { createPacedPresence } from './paced-presence.ts'
import { presenceRefusal } from './passing-presence.ts'
import { fullBucket, takeToken } from './rate-bucket.ts'
import type { SessionAccess } from './session-access.ts'
import type { Delivery } from './session-delivery.ts'
import { createSessionInbox } from './session-inbox.ts'
import type { SessionSocket, SocketEvents } from './session-socket.ts'

/** What a session asks of its room. Identity and role come from the session, never from a message (AC2). */
export interface SessionRoom {
  readonly clock: Clock
  readonly limits: WireLimits
  headVersion(): number
  commit(author: Author, request: CommitRequest): Promise<CommitOutcome>
  verifyAccessToken(token: string): Promise<Author | null>
  cursor(session: Session, x: number, y: number): void
  presence(session: Session, fields: PresenceFields): void
  preview(session: Session, preview: Preview | null): void
  left(session: Session): void
}

/** One WebSocket after authentication. */
export interface Session extends SocketEvents {
  readonly id: SessionId
  readonly participant: Participant
  readonly access: SessionAccess
  readonly delivery: Delivery
  /** Frames that follow each other within so long, in ms, may as well be one. */
  readonly gatherMs: number
  /** Commits asked for and not yet answered. */
  inFlight(): number
  /** Handles what arrives from now on. */
  open(): void
  /** Pings, and ends what does not answer (SY4). */
  heartbeat(): void
  end(closing: { readonly code: number; readonly reason: string }): void
}

export interface SessionParts {
  readonly participant: Participant
  readonly socket: SessionSocket
  readonly access: SessionAccess
  readonly delivery: Delivery
  readonly gatherMs: number
}

/** Messages that cannot be read: a few are a fault, many are an attack. */
const faultRate = { perSecond: 1, burst: 100 }

/** A commit that broke down inside: whether anything was written is not known, so the client repeats it (CM9). */
const unknownOutcome = {
  kind: 'refused',
  code: 'unknown_outcome',
  detail: 'The server could not finish this; repeat it with the same id',
  duplicate: false,
} as const satisfies CommitOutcome

export function createSession(room: SessionRoom, parts: SessionParts): Session {
  const { clock, limits } = room
  const { participant, socket, access, delivery } = parts
  let ended = false
  let inFlight = 0
  let pongedAtMs = clock.now()
  let pingedAtMs = clock.now()
  let faults = fullBucket(faultRate, clock.now())

  const end: Session['end'] = ({ code, reason }) => {
    if (ended) return
    leave()
    socket.close(code, reason)
  }
  const leave = () => {
    ended = true
    inbox.close()
    pacedPresence.close()
    access.end()
    delivery.close()
    room.left(session)
  }
  const commit = (request: CommitRequest, id: OperationId, seq: number | null) => {
    inFlight++
    const asked = room.commit(access.author(), request).catch(() => unknownOutcome)
    void asked.then((outcome) => {
      inFlight--
      if (ended) return
      const reply = replyTo(outcome, { id, seq }, room.headVersion)
      if (reply) delivery.reply(reply)
      if (outcome.kind === 'refused' && (outcome.code === 'not_found' || outcome.code === 'forbidden')) {
        access.expire()
        void access.ensure()
      }
      inbox.answered()
    })
  }
  const renew = async (token: string) => {
    const before = access.author()
    const next = await room.verifyAccessToken(token).catch(() => before)
    if (ended) return
    const isSame =
      next !== null && next.userId === before.userId && next.share?.canvasId === before.share?.canvasId
    if (!isSame) {
      end(closeCodes.unauthenticated)
      return
    }
    access.renew(next)
    await access.ensure()
  }
  const handle = (message: ReceivedMessage) => {
    switch (message.type) {
      case 'operation':
        commit({ name: 'operation', proposal: message.operation }, message.id, seqOf(message.operation))
        break
      case 'undo':
      case 'redo': {
        const { type, ...request } = message
        commit({ name: type, ...request }, message.id, message.seq ?? null)
        break
      }
      case 'cursor':
        room.cursor(session, message.x, message.y)
        break
      case 'presence': {
        const { type: _, ...fields } = message
        const refusal = presenceRefusal(fields, access.role())
        if (refusal === null) pacedPresence.submit(fields)
        else delivery.send(encodeMessage({ type: 'error', code: 'forbidden', detail: refusal }))
        break
      }
      case 'preview':
        if (roleAtLeast(access.role(), 'editor')) room.preview(session, message.preview)
        else delivery.send(encodeMessage({ type: 'error', code: 'forbidden', detail: 'Viewers do not draw' }))
        break
      case 'auth':
        void renew(message.token)
        break
      case 'resync':
        delivery.sync({ since: message.since, hash: null, epoch: null })
        break
      case 'ping': {
        // answered after the rows it names, so that only a real gap makes the client ask
        const version = room.headVersion()
        delivery.reply({ message: { type: 'pong', t: message.t, version }, afterVersion: version })
        break
      }
    }
  }
  const fault = ({ type: _, ...found }: MessageFault) => {
    const left = takeToken(faults, faultRate, clock.now())
    if (!left) {
      end(closeCodes.badMessage)
      return
    }
    faults = left
    delivery.send(encodeMessage({ type: 'error', ...found }))
  }
  const inbox = createSessionInbox({
    clock,
    limits,
    pause: () => socket.pause(),
    resume: () => socket.resume(),
    handle,
    fault,
  })

  const pacedPresence = createPacedPresence({
    clock,
    limits,
    // what waited is judged again: the role may be another one now
    show(fields) {
      if (presenceRefusal(fields, access.role()) === null) room.presence(session, fields)
    },
  })

  const session: Session = {
    id: participant.sessionId,
    participant,
    access,
    delivery,
    gatherMs: parts.gatherMs,
    inFlight: () => inFlight,
    open: inbox.open,
    receive: inbox.receive,
    ponged() {
      pongedAtMs = clock.now()
    },
    drained: delivery.drained,
    closed() {
      if (!ended) leave()
    },
    heartbeat() {
      const nowMs = clock.now()
      // what we do not read cannot answer
      if (inbox.isPaused()) pongedAtMs = nowMs
      if (nowMs - pongedAtMs > limits.heartbeatTimeoutMs) {
        end(closeCodes.tooSlow)
        return
      }
      if (nowMs - pingedAtMs < limits.heartbeatIntervalMs) return
      pingedAtMs = nowMs
      socket.ping()
    },
    end,
  }
  return session
}

/** The seq an operation came with, for its answer; the commit judges it. */
function seqOf(operation: unknown): number | null {
  if (typeof operation !== 'object' || operation === null || !('seq' in operation)) return null
  return typeof operation.seq === 'number' && Number.isSafeInteger(operation.seq) ? operation.seq : null
}
