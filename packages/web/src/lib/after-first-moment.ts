/** At the latest; a page that is never idle needs its parts all the same. */
const latestMs = 2_000

/**
 * Runs work that the first moment does not need, as soon as the page has nothing else to do.
 * @returns calls it off
 */
export function afterFirstMoment(work: () => void): () => void {
  if (typeof requestIdleCallback === 'function') {
    const handle = requestIdleCallback(work, { timeout: latestMs })
    return () => cancelIdleCallback(handle)
  }
  // Safari knows no idle time.
  const timer = setTimeout(work, latestMs / 10)
  return () => clearTimeout(timer)
}
