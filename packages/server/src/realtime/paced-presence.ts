import type { PresenceFields, WireLimits } from '@flowstate/protocol'
import type { Clock } from '../clock.ts'
import { fullBucket, type Rate, type RateBucket, takeToken, tokenDelayMs } from './rate-bucket.ts'

export interface PacedPresenceDeps {
  readonly clock: Clock
  readonly limits: Pick<WireLimits, 'chatsPerSecond' | 'spotlightsPerMinute'>
  /** What may be shown now; not empty. */
  show(fields: PresenceFields): void
}

/**
 * Presence of a session on its way to the others. What catches eyes has a pace of its own: over it the newest waits, so that
 * what is shown in the end is what was said last (PR2, PR3).
 */
export interface PacedPresence {
  submit(fields: PresenceFields): void
  close(): void
}

interface Lane {
  readonly rate: Rate
  bucket: RateBucket
  /** The newest that came too soon. */
  waiting: PresenceFields | null
  cancel: (() => void) | null
}

export function createPacedPresence({ clock, limits, show }: PacedPresenceDeps): PacedPresence {
  const lane = (rate: Rate): Lane => ({
    rate,
    bucket: fullBucket(rate, clock.now()),
    waiting: null,
    cancel: null,
  })
  const lanes = {
    chat: lane({ perSecond: limits.chatsPerSecond, burst: 2 * limits.chatsPerSecond }),
    spotlight: lane({ perSecond: limits.spotlightsPerMinute / 60, burst: 4 }),
  }

  const release = (paced: Lane): void => {
    paced.cancel = null
    const { waiting } = paced
    if (waiting === null) return
    const left = takeToken(paced.bucket, paced.rate, clock.now())
    if (left === null) {
      wait(paced, waiting)
      return
    }
    paced.bucket = left
    paced.waiting = null
    show(waiting)
  }
  const wait = (paced: Lane, fields: PresenceFields): void => {
    paced.waiting = fields
    paced.cancel ??= clock.after(tokenDelayMs(paced.bucket, paced.rate, clock.now()), () => release(paced))
  }
  const pace = (paced: Lane, fields: PresenceFields): PresenceFields => {
    const left = paced.waiting === null ? takeToken(paced.bucket, paced.rate, clock.now()) : null
    if (left === null) {
      wait(paced, fields)
      return {}
    }
    paced.bucket = left
    return fields
  }

  return {
    submit({ chat, spotlight, ...rest }) {
      const now = {
        ...rest,
        ...(chat === undefined ? {} : pace(lanes.chat, { chat })),
        ...(spotlight === undefined ? {} : pace(lanes.spotlight, { spotlight })),
      }
      if (Object.keys(now).length > 0) show(now)
    },
    close() {
      for (const paced of Object.values(lanes)) {
        paced.cancel?.()
        paced.waiting = null
      }
    },
  }
}
