import { limits, type SessionId, type UserId } from '@flowstate/engine'
import type { Preview, PreviewRelayMessage } from '@flowstate/protocol'

/** Numbers per point of a stroke: x, y, pressure. */
const numbersPerPoint = 3

interface RunningGesture {
  readonly userId: UserId
  readonly gesture: string
  /** The `create` form of a new shape, kept for those who come late. */
  readonly create: Preview | null
  readonly latest: Preview
  readonly heardAtMs: number
}

function isCreate(preview: Preview): boolean {
  return 'changes' in preview && preview.changes.some((change) => change.kind === 'create')
}

/**
 * What waits to be relayed after `next` came: the latest replaces the one waiting, except consecutive previews of one
 * stroke, which are joined (PV1).
 */
export function joinPreviews(waiting: Preview | null, next: Preview): Preview {
  if (waiting === null || !('points' in waiting) || !('points' in next)) return next
  const isSameStroke = waiting.gesture === next.gesture && waiting.shapeId === next.shapeId
  if (!isSameStroke || next.from < waiting.from) return next
  const kept = waiting.points.slice(0, (next.from - waiting.from) * numbersPerPoint)
  const points = [...kept, ...next.points]
  return points.length > limits.strokePointsMax * numbersPerPoint
    ? next
    : { ...next, from: waiting.from, points }
}

/** The running gestures of a room, by session. */
export interface PreviewTable {
  put(sessionId: SessionId, userId: UserId, preview: Preview, nowMs: number): void
  /** Ends the gesture of a session: cancelled, or the session left. True if there was one. */
  end(sessionId: SessionId): boolean
  /** Ends gestures that were committed; gives the sessions they belonged to. */
  endCommitted(userId: UserId, gesture: string): readonly SessionId[]
  /** Ends gestures not heard of for too long. */
  endSilent(beforeMs: number): readonly SessionId[]
  /** What came since the last call, in order; a stroke's pieces joined. */
  takeWaiting(): readonly PreviewRelayMessage[]
  /** What a late joiner needs to see the running gestures. */
  running(): readonly PreviewRelayMessage[]
}

export function createPreviewTable(): PreviewTable {
  const gestures = new Map<SessionId, RunningGesture>()
  const waiting = new Map<SessionId, { create: Preview | null; latest: Preview | null }>()

  const endWhere = (matches: (gesture: RunningGesture) => boolean) => {
    const ended = [...gestures].filter(([, gesture]) => matches(gesture)).map(([sessionId]) => sessionId)
    for (const sessionId of ended) {
      gestures.delete(sessionId)
      waiting.delete(sessionId)
    }
    return ended
  }
  const relay = (sessionId: SessionId, previews: readonly (Preview | null)[]): PreviewRelayMessage[] =>
    previews.filter((preview) => preview !== null).map((preview) => ({ type: 'preview', sessionId, preview }))

  return {
    put(sessionId, userId, preview, nowMs) {
      const before = gestures.get(sessionId)
      const same = before?.gesture === preview.gesture ? before : null
      const create = isCreate(preview) ? preview : (same?.create ?? null)
      gestures.set(sessionId, { userId, gesture: preview.gesture, create, latest: preview, heardAtMs: nowMs })
      const queued = same ? waiting.get(sessionId) : undefined
      // a create that nobody has seen yet must not be replaced by what builds on it
      if (isCreate(preview)) waiting.set(sessionId, { create: preview, latest: null })
      else
        waiting.set(sessionId, {
          create: queued?.create ?? null,
          latest: joinPreviews(queued?.latest ?? null, preview),
        })
    },
    end(sessionId) {
      waiting.delete(sessionId)
      return gestures.delete(sessionId)
    },
    endCommitted: (userId, gesture) =>
      gestures.size === 0
        ? []
        : endWhere((running) => running.userId === userId && running.gesture === gesture),
    endSilent: (beforeMs) => endWhere((running) => running.heardAtMs < beforeMs),
    takeWaiting() {
      if (waiting.size === 0) return []
      const messages = [...waiting].flatMap(([sessionId, { create, latest }]) =>
        relay(sessionId, [create, latest]),
      )
      waiting.clear()
      return messages
    },
    running: () =>
      [...gestures].flatMap(([sessionId, { create, latest }]) =>
        relay(sessionId, create === latest ? [create] : [create, latest]),
      ),
  }
}
