import type { PresenceStore } from '@flowstate/client'
import type { SessionId, UserId } from '@flowstate/engine'

/** Whom one follows: a session, and the person behind it. */
export interface Followed {
  readonly sessionId: SessionId
  readonly userId: UserId
  readonly name: string
}

/**
 * The session to follow from now on: the same, or another of the same person, who may have come back after a reload. `wait`:
 * without a connection nobody is known to be here, which is no leaving (PR1). `gone`: the person is not here any more.
 */
export function followedSession(
  presence: PresenceStore,
  followed: Followed,
  isLive: boolean,
): SessionId | 'wait' | 'gone' {
  const companions = presence.companions()
  if (companions.has(followed.sessionId)) return followed.sessionId
  for (const [sessionId, { participant }] of companions)
    if (participant.userId === followed.userId) return sessionId
  return isLive ? 'gone' : 'wait'
}
