const firstMs = 500
const longestMs = 30_000

/**
 * How long to wait before the next try: full jitter between 0.5 s and a bound that doubles up to 30 s (SY5; "Exponential
 * Backoff and Jitter", M. Brooker).
 * @param attempt 0 for the first retry
 * @param random in [0, 1)
 */
export function backoffDelayMs(attempt: number, random: number): number {
  const bound = Math.min(longestMs, firstMs * 2 ** Math.min(attempt, 16))
  return Math.round(firstMs + random * Math.max(0, bound - firstMs))
}
