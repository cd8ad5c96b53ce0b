import type { Companion } from '@flowstate/client'
import type { SessionId, UserId } from '@flowstate/engine'
import type { Spotlit } from './gathering-store.ts'

/** What is the case here when it is looked at who asks. */
export interface SpotlightScene {
  readonly asker: { readonly sessionId: SessionId; readonly name: string } | null
  /** Whether the person is in the middle of something that another view would interrupt. */
  readonly isBusy: boolean
  readonly following: SessionId | null
}

/** What has to happen to the view: nothing, follow the asker, or stop following the one before. */
export type Lead = 'stay' | 'follow' | 'release'

/** Who else asks everybody to follow. Other tabs of the same person are not asked (PR1). */
export function askerAmong(companions: Iterable<Companion>, own: UserId): Companion | null {
  for (const companion of companions)
    if (companion.fields.spotlight === true && companion.participant.userId !== own) return companion
  return null
}

/**
 * Judges who asks everybody to follow (PR3). Whoever is free is moved, once per asking; whoever is busy, or came when it was
 * going on already, is only offered it. What began with the asking ends with it.
 */
export function spotlightStep(
  before: Spotlit | null,
  { asker, isBusy, following }: SpotlightScene,
): { readonly spotlit: Spotlit; readonly lead: Lead } {
  const fresh = { asker: asker?.sessionId ?? null, name: asker?.name ?? '', isLed: false, isDismissed: false }
  if (before === null) return { spotlit: fresh, lead: 'stay' }
  if (before.asker === fresh.asker) return { spotlit: before, lead: 'stay' }
  const wasLed = before.isLed && before.asker !== null && following === before.asker
  if (fresh.asker === null || isBusy) return { spotlit: fresh, lead: wasLed ? 'release' : 'stay' }
  if (following === fresh.asker) return { spotlit: fresh, lead: 'stay' }
  return { spotlit: { ...fresh, isLed: true }, lead: 'follow' }
}
