const firstMs = 500
const longestMs = 30_000

/**
 * How long to wait before the next try: full jitter between 0.5 s and a bound that doubles from 1 s to 30 s (SY5;
 * "Exponential Backoff and Jitter", M. Brooker). The first retry is spread too: a restart sends everybody away at once.
 * @param attempt 0 for the first retry
 * @param random in [0, 1)
 */
export function backoffDelayMs(attempt: number, random: number): number {
  const bound = Math.min(longestMs, firstMs * 2 ** Math.min(attempt + 1, 16))
  return Math.round(firstMs + random * (bound - firstMs))
}
