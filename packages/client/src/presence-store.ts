import type { SessionId } from '@flowstate/engine'
import type { Participant, PresenceFields, Preview, ServerMessage } from '@flowstate/protocol'

/** One session in the room besides our own. */
export interface Companion {
  readonly participant: Participant
  readonly fields: PresenceFields
  /** Canvas coordinates; null until the first move. */
  readonly cursor: { readonly x: number; readonly y: number } | null
  /** The gesture in progress; consecutive stroke previews are joined (PV1). */
  readonly preview: Preview | null
}

/** What changed: who is here, somebody's cursor, somebody's gesture, or what is shown of ourselves. */
export type PresenceChange = 'people' | 'cursors' | 'previews' | 'own'

export interface PresenceStore {
  companions(): ReadonlyMap<SessionId, Companion>
  /** What the server shows of ourselves on this connection: some of it ends there (PR2, PR3). */
  own(): PresenceFields
  receive(message: ServerMessage): void
  /** The socket is gone: nobody is known to be here (PR1). */
  clear(): void
  subscribe(listener: (change: PresenceChange) => void): () => void
}

const numbersPerPoint = 3

/** Points up to `from`, then the new ones; a hole becomes a straight line, which the commit mends (PV1). */
function joinPoints(known: readonly number[], from: number, points: readonly number[]): readonly number[] {
  return [...known.slice(0, Math.max(0, from) * numbersPerPoint), ...points]
}

/**
 * What a gesture looks like after the next preview of it: the latest replaces the one before, but points are joined to the
 * points, or to the `create`, that came before them (PV1). Used on both sides: while a preview waits to be sent, and when it
 * has arrived.
 */
export function joinPreview(before: Preview | null, next: Preview): Preview {
  if (!before || before.gesture !== next.gesture || !('points' in next)) return next
  if ('points' in before) {
    if (before.shapeId !== next.shapeId) return next
    return {
      ...next,
      from: before.from,
      points: joinPoints(before.points, next.from - before.from, next.points),
    }
  }
  if (!('changes' in before)) return next
  let found = false
  const changes = before.changes.map((change) => {
    if (change.kind !== 'create' || change.shape.id !== next.shapeId) return change
    found = true
    const known = Array.isArray(change.shape.points) ? change.shape.points : []
    return { ...change, shape: { ...change.shape, points: joinPoints(known, next.from, next.points) } }
  })
  return found ? { ...before, changes } : next
}

export function createPresenceStore(): PresenceStore {
  const companions = new Map<SessionId, Companion>()
  const listeners = new Set<(change: PresenceChange) => void>()
  let own: SessionId | null = null
  let ownFields: PresenceFields = {}

  const notify = (change: PresenceChange) => {
    for (const listener of listeners) listener(change)
  }
  const update = (id: SessionId, fields: Partial<Companion>, change: PresenceChange) => {
    const known = companions.get(id)
    if (!known) return
    companions.set(id, { ...known, ...fields })
    notify(change)
  }
  const join = (participant: Participant, fields: PresenceFields) => {
    if (participant.sessionId === own) return
    const known = companions.get(participant.sessionId)
    companions.set(participant.sessionId, {
      participant,
      fields,
      cursor: known?.cursor ?? null,
      preview: known?.preview ?? null,
    })
  }

  return {
    companions: () => companions,
    own: () => ownFields,
    receive(message) {
      switch (message.type) {
        case 'sync': {
          own = message.you.sessionId
          const here = new Set(message.presence.map((entry) => entry.sessionId))
          for (const id of companions.keys()) if (!here.has(id)) companions.delete(id)
          for (const { sessionId, n, userId, displayName, color, role, guest, ...fields } of message.presence)
            join(
              { sessionId, n, userId, displayName, color, role, ...(guest === true ? { guest } : {}) },
              fields,
            )
          notify('people')
          break
        }
        case 'presence_join': {
          const { type: _, ...participant } = message
          join(participant, companions.get(participant.sessionId)?.fields ?? {})
          notify('people')
          break
        }
        case 'presence_leave':
          if (companions.delete(message.sessionId)) notify('people')
          break
        case 'presence': {
          const { type: _, sessionId, ...fields } = message
          if (sessionId === own) {
            ownFields = { ...ownFields, ...fields }
            notify('own')
          }
          const known = companions.get(sessionId)
          if (known) update(sessionId, { fields: { ...known.fields, ...fields } }, 'people')
          break
        }
        case 'cursors': {
          const byNumber = new Map([...companions].map(([id, companion]) => [companion.participant.n, id]))
          for (const [n, x, y] of message.items) {
            const id = byNumber.get(n)
            const known = id === undefined ? undefined : companions.get(id)
            if (id !== undefined && known) companions.set(id, { ...known, cursor: { x, y } })
          }
          notify('cursors')
          break
        }
        case 'preview': {
          const known = companions.get(message.sessionId)
          if (!known) break
          const preview = message.preview ? joinPreview(known.preview, message.preview) : null
          update(message.sessionId, { preview }, 'previews')
          break
        }
        default:
          break
      }
    },
    clear() {
      ownFields = {}
      notify('own')
      if (companions.size === 0) return
      companions.clear()
      notify('people')
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
