import type { SessionId } from '@flowstate/engine'
import { encodeMessage, type PresenceFields, type ServerMessage } from '@flowstate/protocol'
import type { Clock } from '../clock.ts'
import type { LogRow } from '../log/log-row.ts'
import type { PreviewTable } from './preview-table.ts'
import type { Tick } from './session-delivery.ts'
import { createTickFrames, type MovedCursor } from './tick-frames.ts'
import {
  type Audience,
  areGesturesDue,
  neverSpoken,
  type TickSchedule,
  tickDelayMs,
} from './tick-schedule.ts'

export interface BroadcastDeps {
  readonly clock: Clock
  readonly previews: PreviewTable
  audience(): Audience
  /** Hands a tick to every session. */
  deliver(tick: Tick): void
}

/** What a room tells everybody, gathered into ticks (SY7). */
export interface RoomBroadcast {
  /** The version up to which everybody has been told. */
  version(): number
  /** The version up to which rows are queued. */
  queuedVersion(): number
  /** Queues rows that follow what is queued; others are ignored. True when rows are missing in between (SY2). */
  rows(rows: readonly LogRow[]): boolean
  control(message: ServerMessage): void
  presence(sessionId: SessionId, fields: PresenceFields): void
  cursor(cursor: MovedCursor): void
  /** A preview was put into the table. */
  preview(): void
  previewEnded(sessionIds: readonly SessionId[]): void
  /** Where everybody's pointer was last, for newcomers. */
  cursors(): readonly MovedCursor[]
  forget(sessionId: SessionId): void
  close(): void
}

export function createRoomBroadcast(deps: BroadcastDeps, headVersion: number): RoomBroadcast {
  const { clock, previews } = deps
  let told = headVersion
  let rows: LogRow[] = []
  let control: string[] = []
  const presence = new Map<SessionId, PresenceFields>()
  const cursors = new Map<SessionId, MovedCursor>()
  const moved = new Set<SessionId>()
  let hasPreviews = false
  let last: TickSchedule = neverSpoken
  let timer: { readonly dueAtMs: number; readonly cancel: () => void } | null = null
  let closed = false

  const queued = () => rows.at(-1)?.version ?? told
  const hasGestures = () => hasPreviews || control.length > 0 || moved.size > 0 || presence.size > 0

  const takeGestures = () => {
    const cursorList: MovedCursor[] = []
    for (const id of moved) {
      const cursor = cursors.get(id)
      if (cursor) cursorList.push(cursor)
    }
    const presenceTexts = [...presence].map(([sessionId, fields]) =>
      encodeMessage({ type: 'presence', sessionId, ...fields }),
    )
    const taken = {
      control: [...control, ...presenceTexts],
      previews: previews.takeWaiting().map(encodeMessage),
      cursors: cursorList,
    }
    control = []
    presence.clear()
    moved.clear()
    hasPreviews = false
    return taken
  }
  const noGestures = { control: [], previews: [], cursors: [] }

  const flush = () => {
    timer?.cancel()
    timer = null
    const nowMs = clock.now()
    const withGestures = hasGestures() && areGesturesDue(last, deps.audience(), nowMs)
    const parts = { rows, ...(withGestures ? takeGestures() : noGestures) }
    const from = told
    told = queued()
    rows = []
    last = {
      operationsAtMs: parts.rows.length > 0 ? nowMs : last.operationsAtMs,
      gesturesAtMs: withGestures ? nowMs : last.gesturesAtMs,
    }
    deps.deliver({
      from,
      to: told,
      rows: parts.rows,
      control: parts.control,
      frameOf: createTickFrames(parts),
    })
    schedule()
  }
  const schedule = () => {
    if (closed) return
    const nowMs = clock.now()
    const waiting = { operations: rows.length > 0, gestures: hasGestures() }
    const delayMs = tickDelayMs(last, waiting, deps.audience(), nowMs)
    if (delayMs === null) return
    if (delayMs === 0) {
      flush()
      return
    }
    if (timer && timer.dueAtMs <= nowMs + delayMs) return
    timer?.cancel()
    timer = { dueAtMs: nowMs + delayMs, cancel: clock.after(delayMs, flush) }
  }
  const endPreviews = (sessionIds: readonly SessionId[]) => {
    for (const sessionId of sessionIds)
      control.push(encodeMessage({ type: 'preview', sessionId, preview: null }))
  }

  return {
    version: () => told,
    queuedVersion: queued,
    rows(incoming) {
      for (const row of incoming) {
        const due = queued() + 1
        if (row.version < due) continue
        if (row.version > due) {
          schedule()
          return true
        }
        rows.push(row)
        const { userId, gesture } = row.operation
        if (userId !== undefined && gesture !== undefined) endPreviews(previews.endCommitted(userId, gesture))
      }
      schedule()
      return false
    },
    control(message) {
      control.push(encodeMessage(message))
      schedule()
    },
    presence(sessionId, fields) {
      presence.set(sessionId, { ...presence.get(sessionId), ...fields })
      schedule()
    },
    cursor(cursor) {
      cursors.set(cursor.sessionId, cursor)
      moved.add(cursor.sessionId)
      schedule()
    },
    preview() {
      hasPreviews = true
      schedule()
    },
    previewEnded(sessionIds) {
      endPreviews(sessionIds)
      schedule()
    },
    cursors: () => [...cursors.values()],
    forget(sessionId) {
      cursors.delete(sessionId)
      moved.delete(sessionId)
      presence.delete(sessionId)
    },
    close() {
      closed = true
      timer?.cancel()
      timer = null
    },
  }
}
