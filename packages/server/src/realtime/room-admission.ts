import type { ClientId, SessionId } from '@flowstate/engine'
import { closeCodes, encodeMessage, type Role, type WireLimits } from '@flowstate/protocol'
import type { AccessReader, Author } from '../access/author.ts'
import type { Clock } from '../clock.ts'
import type { CanvasLog, CanvasLogs } from '../log/canvas-log.ts'
import type { SyncRequest } from './catch-up.ts'
import type { PresenceTable } from './presence-table.ts'
import type { PreviewTable } from './preview-table.ts'
import type { RoomBroadcast } from './room-broadcast.ts'
import { createSession, type Session, type SessionRoom } from './session.ts'
import { createSessionAccess } from './session-access.ts'
import { createDelivery } from './session-delivery.ts'
import type { SessionSocket } from './session-socket.ts'
import type { StateCache } from './state-cache.ts'

/** Somebody who may come in, and how their socket was opened. */
export interface Admission {
  readonly author: Author
  readonly role: Role
  /** The access number `role` was read at. */
  readonly accessNo: number
  readonly request: SyncRequest
  readonly clientId: ClientId | null
  readonly gzip: boolean
  /** Frames that follow each other within so long, in ms, may as well be one. */
  readonly gatherMs: number
  /** Opened without a protocol number. */
  readonly simple: boolean
}

/** The parts of a room a new session is tied to. */
export interface AdmissionDeps {
  readonly logs: CanvasLogs
  readonly log: CanvasLog
  readonly access: AccessReader
  readonly clock: Clock
  readonly limits: WireLimits
  readonly room: SessionRoom
  readonly states: StateCache
  readonly presence: PresenceTable
  readonly previews: PreviewTable
  readonly broadcast: RoomBroadcast
  readonly onError?: (error: unknown) => void
  newSessionId(): SessionId
  accessNo(): number
  changedRole(sessionId: SessionId, role: Role): void
}

/** Ties a socket to a room: from here on everything it is sent goes through its delivery. */
export function admit(admission: Admission, socket: SessionSocket, deps: AdmissionDeps): Session {
  const { log, clock, limits, presence, broadcast } = deps
  const { author, clientId } = admission
  const participant = presence.join({
    sessionId: deps.newSessionId(),
    userId: author.userId,
    displayName: author.displayName,
    color: author.color,
    role: admission.role,
    ...(author.guest ? { guest: true } : {}),
  })
  const { sessionId } = participant

  const access = createSessionAccess(
    {
      clock,
      readRole: (asked) => deps.access.readRole(log.canvasId, asked),
      accessNo: deps.accessNo,
      isTrashed: () => log.head.trashed,
      changed(role) {
        const changed = presence.setRole(sessionId, role)
        delivery.send(encodeMessage({ type: 'role_changed', role }))
        if (changed) broadcast.control({ type: 'presence_join', ...changed })
        deps.changedRole(sessionId, role)
      },
      lost: () => session.end(closeCodes.notFound),
    },
    { author, role: admission.role, accessNo: admission.accessNo },
  )
  const delivery = createDelivery({
    socket,
    clock,
    limits,
    log,
    simple: admission.simple,
    broadcastVersion: broadcast.version,
    isAccessFresh: access.isFresh,
    ensureAccess: access.ensure,
    refreshLog: () => log.refresh(),
    tooSlow: () => session.end(closeCodes.tooSlow),
    failed: (error) => deps.onError?.(error),
    welcome: () => welcomeTexts(sessionId, admission.simple, deps),
    source: {
      canvasId: log.canvasId,
      log,
      states: deps.states,
      encoding: admission.gzip ? 'gzip' : 'plain',
      refreshLog: () => log.refresh(),
      lastSeq: () => (clientId === null ? Promise.resolve(0) : deps.logs.lastSeq(log.canvasId, clientId)),
      you: () => ({ ...(presence.find(sessionId) ?? participant), role: access.role() }),
      others: () => presence.others(sessionId),
    },
  })
  const session = createSession(deps.room, {
    participant,
    socket,
    access,
    delivery,
    gatherMs: admission.gatherMs,
  })
  delivery.sync(admission.request)
  session.open()
  return session
}

/** What a newcomer has to see of gestures that began before. */
function welcomeTexts(sessionId: SessionId, simple: boolean, deps: AdmissionDeps): readonly string[] {
  const cursors = deps.broadcast.cursors().filter((cursor) => cursor.sessionId !== sessionId)
  const previews = deps.previews.running().filter((message) => message.sessionId !== sessionId)
  const pointers =
    cursors.length === 0 || simple
      ? []
      : [encodeMessage({ type: 'cursors', items: cursors.map(({ n, x, y }) => [n, x, y]) })]
  return [...previews.map((message) => encodeMessage(message)), ...pointers]
}
