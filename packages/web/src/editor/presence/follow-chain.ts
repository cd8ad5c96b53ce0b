import type { PresenceStore } from '@flowstate/client'
import type { SessionId } from '@flowstate/engine'

/**
 * Whether following somebody would lead back here. Two people who show each other's view would chase each other: each view is
 * made to fit a window of another shape, and so never comes to rest.
 */
export function followsBack(presence: PresenceStore, target: SessionId, own: SessionId): boolean {
  const companions = presence.companions()
  const seen = new Set<SessionId>()
  let at: SessionId | null = target
  while (at !== null && !seen.has(at)) {
    if (at === own) return true
    seen.add(at)
    at = companions.get(at)?.fields.following ?? null
  }
  return false
}
