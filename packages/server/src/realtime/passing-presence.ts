import type { SessionId } from '@flowstate/engine'
import { type PresenceFields, type Role, roleAtLeast } from '@flowstate/protocol'

/** Why a session of this role may not show these fields; null when it may. */
export function presenceRefusal({ chat, spotlight }: PresenceFields, role: Role): string | null {
  if (spotlight === true && !roleAtLeast(role, 'editor')) return 'Only who may edit asks everybody to follow'
  if (typeof chat === 'string' && !roleAtLeast(role, 'commenter')) return 'Viewers write nothing'
  return null
}

/** What the sessions of a room show for a while only: words at a cursor (PR2), and who asks everybody to follow (PR3). */
export interface PassingPresence {
  heard(sessionId: SessionId, fields: PresenceFields, nowMs: number): void
  /** Ends what another role may not show. */
  changedRole(sessionId: SessionId, role: Role): void
  /** Ends words that have not changed for too long. */
  endSilent(beforeMs: number): void
  left(sessionId: SessionId): void
}

/** @param show tells everybody, the session itself included, what is over */
export function createPassingPresence(
  show: (sessionId: SessionId, fields: PresenceFields) => void,
): PassingPresence {
  /** When the words were heard last. */
  const chats = new Map<SessionId, number>()
  let caller: SessionId | null = null

  const endCall = (sessionId: SessionId): void => {
    caller = null
    show(sessionId, { spotlight: false })
  }

  return {
    heard(sessionId, { chat, spotlight }, nowMs) {
      if (chat === null) chats.delete(sessionId)
      else if (chat !== undefined) chats.set(sessionId, nowMs)
      if (spotlight === true) {
        if (caller !== null && caller !== sessionId) endCall(caller)
        caller = sessionId
      } else if (spotlight === false && caller === sessionId) caller = null
    },
    changedRole(sessionId, role) {
      if (caller === sessionId && presenceRefusal({ spotlight: true }, role) !== null) endCall(sessionId)
      if (presenceRefusal({ chat: '' }, role) !== null && chats.delete(sessionId))
        show(sessionId, { chat: null })
    },
    endSilent(beforeMs) {
      for (const [sessionId, heardAtMs] of chats) {
        if (heardAtMs >= beforeMs) continue
        chats.delete(sessionId)
        show(sessionId, { chat: null })
      }
    },
    left(sessionId) {
      chats.delete(sessionId)
      if (caller === sessionId) caller = null
    },
  }
}
