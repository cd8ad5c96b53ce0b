/** A token bucket as a value. */
export interface RateBucket {
  readonly tokens: number
  readonly atMs: number
}

export interface Rate {
  readonly perSecond: number
  readonly burst: number
}

export function fullBucket(rate: Rate, nowMs: number): RateBucket {
  return { tokens: rate.burst, atMs: nowMs }
}

/** The bucket after one token was taken, or null if there is none yet. */
export function takeToken(bucket: RateBucket, rate: Rate, nowMs: number): RateBucket | null {
  // a clock that went back gives nothing and takes nothing
  const elapsedMs = Math.max(0, nowMs - bucket.atMs)
  const tokens = Math.min(rate.burst, bucket.tokens + (elapsedMs / 1_000) * rate.perSecond)
  return tokens < 1 ? null : { tokens: tokens - 1, atMs: nowMs }
}

/** How long until a token is there; 0 when one is. */
export function tokenDelayMs(bucket: RateBucket, rate: Rate, nowMs: number): number {
  const elapsedMs = Math.max(0, nowMs - bucket.atMs)
  const missing = 1 - (bucket.tokens + (elapsedMs / 1_000) * rate.perSecond)
  return missing <= 0 ? 0 : Math.ceil((missing / rate.perSecond) * 1_000)
}
