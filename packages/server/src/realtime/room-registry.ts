import type { CanvasId } from '@flowstate/engine'
import { closeCodes } from '@flowstate/protocol'
import type { Bus } from '../bus/bus.ts'
import type { LogHead } from '../log/log-store.ts'
import type { LaneReader } from './lane-reader.ts'
import { createRoom, type Room, type RoomDeps } from './room.ts'
import type { Admission } from './room-admission.ts'
import type { Session } from './session.ts'
import type { SessionSocket } from './session-socket.ts'

export interface RegistryDeps extends RoomDeps {
  readonly bus: Bus
  /** Heads of served canvases in one query, for the poll of SY8. */
  readHeads(canvasIds: readonly CanvasId[]): Promise<readonly LogHead[]>
  /** What the same poll looks at beside the log. */
  readonly lanes: LaneReader
}

/** The rooms of one instance. */
export interface RoomRegistry {
  /**
   * Ties a socket to the room of a canvas. `gone`: there is no such canvas, or it is in the trash; `full`: the user has as
   * many sockets on it as one may have.
   */
  join(canvasId: CanvasId, admission: Admission, socket: SessionSocket): Promise<Session | 'gone' | 'full'>
  sessionCount(): number
  /** Tells everybody when to come back, waits for their commits, ends sessions in waves (SY9). */
  drain(): Promise<void>
}

const superviseIntervalMs = 1_000
const pollIntervalMs = 2_000
const pollIntervalWithoutBusMs = 250
/** A room that nobody is in is kept this long: reloading a page finds its prepared state. */
const emptyRoomMs = 30_000
const waves = 10
const waveIntervalMs = 100
const retryInMsMin = 500
const commitsWaitMsMax = 5_000
const commitsCheckMs = 20

interface Entry {
  readonly room: Room
  emptySinceMs: number | null
}

export function createRoomRegistry(deps: RegistryDeps): RoomRegistry {
  const { clock } = deps
  const rooms = new Map<CanvasId, Entry>()
  const cancels = new Map<'supervise' | 'poll', () => void>()
  let polling = false
  let profilesAsked: Date | null = null
  let profileHints = 0

  const unsubscribe = deps.bus.subscribe((message) => {
    if (message.kind === 'profile_changed') profileHints++
    if (message.kind === 'login_closed' || message.kind === 'profile_changed')
      for (const { room } of rooms.values()) room.hear(message)
    else rooms.get(message.canvasId)?.room.hear(message)
  })
  const after = (delayMs: number) =>
    new Promise<void>((resolve) => {
      clock.after(delayMs, resolve)
    })

  const supervise = () => {
    const nowMs = clock.now()
    for (const [canvasId, entry] of rooms) {
      entry.room.supervise()
      if (entry.room.sessions().size > 0) entry.emptySinceMs = null
      else entry.emptySinceMs ??= nowMs
      if (entry.emptySinceMs === null || nowMs - entry.emptySinceMs < emptyRoomMs) continue
      entry.room.close()
      rooms.delete(canvasId)
    }
    repeat('supervise', superviseIntervalMs, supervise)
  }
  /** With the poll no run stays stale, whatever the bus loses (SY8). */
  const poll = () => {
    repeat('poll', deps.bus.healthy?.() ? pollIntervalMs : pollIntervalWithoutBusMs, poll)
    if (polling) return
    const served = [...rooms.values()].flatMap(({ room }) => (room.sessions().size > 0 ? [room] : []))
    if (served.length === 0) return
    polling = true
    const looks = [readMovedHeads, countComments, showProfiles].map((look) =>
      look(served).catch((error) => deps.onError?.(error)),
    )
    void Promise.all(looks).then(() => {
      polling = false
    })
  }
  const readMovedHeads = async (served: readonly Room[]) => {
    const heads = await deps.readHeads(served.map((room) => room.canvasId))
    const byCanvas = new Map(heads.map((head) => [head.canvasId, head]))
    for (const room of served) {
      const { version, accessNo, trashed, epoch } = room.log.head
      const head = byCanvas.get(room.canvasId)
      const isSame =
        head?.version === version &&
        head.accessNo === accessNo &&
        head.trashed === trashed &&
        head.epoch === epoch
      if (!isSame) await room.log.refresh()
      room.catchUp()
    }
  }
  const countComments = async (served: readonly Room[]) => {
    const numbers = await deps.lanes.readCommentNumbers(served.map((room) => room.canvasId))
    for (const room of served) room.countComments(numbers.get(room.canvasId) ?? 0)
  }
  const showProfiles = async (served: readonly Room[]) => {
    const hintsBefore = profileHints
    const { now, profiles } = await deps.lanes.readChangedProfiles(profilesAsked)
    // what was heard meanwhile may be newer; the next look covers this time again
    if (profileHints !== hintsBefore) return
    profilesAsked = now
    for (const profile of profiles) for (const room of served) room.showProfile(profile)
  }
  /** Before anybody reads the comments; null when the database does not answer, which keeps nobody out. */
  const firstCommentNumber = (canvasId: CanvasId) =>
    deps.lanes.readCommentNumbers([canvasId]).then(
      (numbers) => numbers.get(canvasId) ?? 0,
      () => null,
    )
  const repeat = (name: 'supervise' | 'poll', delayMs: number, work: () => void) => {
    cancels.delete(name)
    if (rooms.size > 0) cancels.set(name, clock.after(delayMs, work))
  }
  const sessionsOf = () => [...rooms.values()].flatMap(({ room }) => [...room.sessions()])

  const stop = () => {
    unsubscribe()
    for (const cancel of cancels.values()) cancel()
    cancels.clear()
    for (const { room } of rooms.values()) room.close()
    rooms.clear()
  }

  return {
    async join(canvasId, admission, socket) {
      let entry = rooms.get(canvasId)
      if (!entry) {
        const [log, commentNumber] = await Promise.all([
          deps.logs.open(canvasId),
          firstCommentNumber(canvasId),
        ])
        if (!log) return 'gone'
        entry = rooms.get(canvasId) ?? { room: createRoom(deps, log, commentNumber), emptySinceMs: null }
        rooms.set(canvasId, entry)
        if (!cancels.has('supervise')) repeat('supervise', superviseIntervalMs, supervise)
        if (!cancels.has('poll')) repeat('poll', pollIntervalWithoutBusMs, poll)
      }
      const { room } = entry
      if (room.log.head.trashed) {
        // nobody is told of a canvas without sessions: it may have come back from the trash on another instance
        await room.log.refresh()
        if (room.log.head.trashed) return 'gone'
      }
      const { userId } = admission.author
      const sockets = [...room.sessions()].filter((session) => session.participant.userId === userId)
      if (sockets.length >= deps.limits.socketsPerUserAndCanvasMax) return 'full'
      return room.join(admission, socket)
    },
    sessionCount: () => [...rooms.values()].reduce((sum, { room }) => sum + room.sessions().size, 0),
    async drain() {
      for (const { room } of rooms.values()) room.announceDraining(retryInMsMin + waves * waveIntervalMs)
      await after(waveIntervalMs)
      const givenUpAtMs = clock.now() + commitsWaitMsMax
      while (clock.now() < givenUpAtMs && sessionsOf().some((session) => session.inFlight() > 0))
        await after(commitsCheckMs)
      const sessions = sessionsOf()
      const perWave = Math.ceil(sessions.length / waves)
      for (let at = 0; at < sessions.length; at += perWave) {
        for (const session of sessions.slice(at, at + perWave)) session.end(closeCodes.restart)
        await after(waveIntervalMs)
      }
      stop()
    },
  }
}
