import type { CanvasId, SessionId, Shape } from '@flowstate/engine'
import { closeCodes, encodeMessage, type PresenceFields, type WireLimits } from '@flowstate/protocol'
import type { AccessReader, Author, Profile } from '../access/author.ts'
import type { BusMessage } from '../bus/bus.ts'
import type { Clock } from '../clock.ts'
import type { CanvasLog, CanvasLogs } from '../log/canvas-log.ts'
import { checkPreview } from './check-preview.ts'
import { createChecksumTeller } from './checksum-teller.ts'
import { watchComments } from './comment-watch.ts'
import { createPassingPresence } from './passing-presence.ts'
import { createPresenceTable } from './presence-table.ts'
import { createPreviewTable } from './preview-table.ts'
import { type Admission, admit } from './room-admission.ts'
import { createRoomBroadcast } from './room-broadcast.ts'
import type { Session, SessionRoom } from './session.ts'
import type { SessionSocket } from './session-socket.ts'
import { createStateCache, type StateHash } from './state-cache.ts'

export interface RoomDeps {
  readonly logs: CanvasLogs
  readonly access: AccessReader
  readonly clock: Clock
  readonly limits: WireLimits
  readonly stateHash: StateHash
  /** Digests a shape ahead of `stateHash`, which then finds it done. */
  readonly digestShape: (shape: Shape) => void
  /** Told what went wrong behind the scenes; everything is tried again. */
  readonly onError?: (error: unknown) => void
  newSessionId(): SessionId
  verifyAccessToken(token: string): Promise<Author | null>
}

/** The sessions of one canvas on one instance. */
export interface Room {
  readonly canvasId: CanvasId
  sessions(): ReadonlySet<Session>
  join(admission: Admission, socket: SessionSocket): Session
  hear(message: BusMessage): void
  /** Tells everybody what the log has beyond what they were told; after a head poll (SY8). */
  catchUp(): void
  /** Tells everybody that somebody has another name or colour; nothing where that is known. */
  showProfile(profile: Profile): void
  /** Takes in how often the comments have changed; after a poll (SY8). */
  countComments(number: number): void
  /** What the head poll looks at. */
  readonly log: CanvasLog
  /** Heartbeats, slow readers, silent gestures; called about once a second. */
  supervise(): void
  announceDraining(retryInMs: number): void
  close(): void
}

const millisecondsPerMinute = 60_000
/** Rights are read again this often without any hint: a login that expired is noticed here. */
const reauthoriseIntervalMs = 5 * millisecondsPerMinute
const roleReadsAtOnce = 16

/** @param commentNumber how often the comments had changed before anybody came in; null when that is not known */
export function createRoom(deps: RoomDeps, log: CanvasLog, commentNumber: number | null): Room {
  const { clock, limits } = deps
  const sessions = new Set<Session>()
  const presence = createPresenceTable()
  const previews = createPreviewTable()
  const comments = watchComments(commentNumber)
  const states = createStateCache(log, clock, deps.stateHash)
  let accessSeen = log.head.accessNo
  let reauthorisedAtMs = clock.now()
  let reading = false
  let closed = false

  let gatherMs = 0
  const countAudience = () => {
    gatherMs = sessions.size === 0 ? 0 : Math.min(...[...sessions].map((session) => session.gatherMs))
  }

  const broadcast = createRoomBroadcast(
    {
      clock,
      previews,
      audience: () => ({ sessionCount: sessions.size, gatherMs }),
      deliver(tick) {
        for (const session of sessions) session.delivery.tick(tick)
      },
    },
    log.head.version,
  )

  const checksums = createChecksumTeller({ ...deps, log, tell: broadcast.control })

  const accessNo = () => Math.max(accessSeen, log.head.accessNo)
  /** Reads what the log has beyond what is queued: a hole in the hints, or no hints at all (SY2, SY8). */
  const readMissing = async () => {
    if (reading) return
    reading = true
    try {
      while (!closed && log.head.version > broadcast.queuedVersion()) {
        const page = await log.readRows(broadcast.queuedVersion())
        if (page.length === 0) break
        broadcast.rows(page)
      }
    } catch (error) {
      // the store does not answer; the head poll comes back to it
      deps.onError?.(error)
    } finally {
      reading = false
    }
  }
  const catchUp = () => {
    if (log.head.trashed) {
      for (const session of [...sessions]) session.end(closeCodes.notFound)
      return
    }
    if (accessNo() > accessSeen) accessMoved()
    if (log.head.version > broadcast.queuedVersion()) void readMissing()
  }
  const refreshAndCatchUp = () => {
    catchUp()
    log.refresh().then(catchUp, () => {})
  }
  /** Reads every session's role again, a few at a time; whoever has none is sent away (AC3). */
  const recheck = () => {
    accessSeen = accessNo()
    const queue = [...sessions]
    const next = async (): Promise<void> => {
      for (let session = queue.pop(); session; session = queue.pop()) await session.access.ensure()
    }
    for (let i = 0; i < roleReadsAtOnce; i++) void next()
  }
  /** Whoever is still here hears that the canvas may be called something else now (AC5). */
  const accessMoved = () => {
    broadcast.control({ type: 'canvas' })
    recheck()
  }
  const showProfile = (profile: Profile) => {
    for (const changed of presence.setProfile(profile))
      broadcast.control({ type: 'presence_join', ...changed })
  }
  const endPreview = (sessionId: SessionId) => {
    if (previews.end(sessionId)) broadcast.previewEnded([sessionId])
  }

  const showPresence = (sessionId: SessionId, fields: PresenceFields) => {
    presence.update(sessionId, fields)
    broadcast.presence(sessionId, fields)
  }
  const passing = createPassingPresence(showPresence)

  const sessionRoom: SessionRoom = {
    clock,
    limits,
    headVersion() {
      catchUp()
      return log.head.version
    },
    commit: (author, request) => deps.logs.commit(log.canvasId, author, request),
    verifyAccessToken: deps.verifyAccessToken,
    cursor(session, x, y) {
      const { id, participant } = session
      const round = (value: number) => Math.round(value * 100) / 100
      broadcast.cursor({
        sessionId: id,
        userId: participant.userId,
        n: participant.n,
        x: round(x),
        y: round(y),
      })
    },
    presence(session, fields) {
      passing.heard(session.id, fields, clock.now())
      showPresence(session.id, fields)
    },
    preview(session, preview) {
      if (preview === null) {
        endPreview(session.id)
        return
      }
      const checked = checkPreview(preview)
      if (!checked.ok) {
        const { code, detail } = checked.error
        session.delivery.send(encodeMessage({ type: 'error', code, detail }))
        return
      }
      previews.put(session.id, session.participant.userId, checked.value, clock.now())
      broadcast.preview()
    },
    left(session) {
      if (!sessions.delete(session)) return
      countAudience()
      endPreview(session.id)
      passing.left(session.id)
      broadcast.forget(session.id)
      const participant = presence.leave(session.id)
      if (participant) broadcast.control({ type: 'presence_leave', ...participant })
    },
  }

  return {
    canvasId: log.canvasId,
    log,
    sessions: () => sessions,
    join(admission, socket) {
      const session = admit(admission, socket, {
        ...deps,
        log,
        room: sessionRoom,
        states,
        presence,
        broadcast,
        previews,
        accessNo,
        changedRole: (sessionId, role) => {
          if (role === 'viewer' || role === 'commenter') endPreview(sessionId)
          passing.changedRole(sessionId, role)
        },
      })
      sessions.add(session)
      countAudience()
      broadcast.control({ type: 'presence_join', ...session.participant })
      return session
    },
    hear(message) {
      switch (message.kind) {
        case 'committed': {
          if (message.accessNo > accessNo()) {
            accessSeen = message.accessNo
            accessMoved()
          }
          const hasHole = broadcast.rows(message.rows)
          // rows of another instance: the log must know them too, and what came before them
          if (hasHole || log.head.version < broadcast.queuedVersion()) refreshAndCatchUp()
          break
        }
        case 'access_changed':
          accessSeen = Math.max(accessSeen, message.accessNo)
          for (const session of sessions) session.access.expire()
          accessMoved()
          // a canvas in the trash is noticed by its head
          refreshAndCatchUp()
          break
        case 'comment_changed':
          comments.heard(message.number)
          broadcast.control({
            type: 'comment',
            threadId: message.threadId,
            ...(message.gone ? { gone: true } : {}),
          })
          break
        case 'profile_changed':
          showProfile(message.profile)
          break
        case 'login_closed':
          for (const session of [...sessions]) {
            const author = session.access.author()
            const isMeant = message.sessionIds === 'all' || message.sessionIds.includes(author.sessionId)
            if (author.userId === message.userId && isMeant) session.end(closeCodes.unauthenticated)
          }
          break
      }
    },
    catchUp,
    showProfile,
    countComments(number) {
      if (comments.isBehind(number)) broadcast.control({ type: 'comments' })
    },
    supervise() {
      const nowMs = clock.now()
      broadcast.previewEnded(previews.endSilent(nowMs - limits.previewSilenceMsMax))
      passing.endSilent(nowMs - limits.chatSilenceMsMax)
      for (const session of [...sessions]) {
        session.heartbeat()
        session.delivery.supervise()
      }
      if (sessions.size > 0) checksums.look()
      if (nowMs - reauthorisedAtMs < reauthoriseIntervalMs) return
      reauthorisedAtMs = nowMs
      for (const session of sessions) session.access.expire()
      recheck()
    },
    announceDraining(retryInMs) {
      broadcast.control({ type: 'draining', retryInMs })
    },
    close() {
      closed = true
      checksums.close()
      for (const session of [...sessions]) session.end(closeCodes.restart)
      broadcast.close()
    },
  }
}
