import type { Deps } from '../deps.ts'
import type { Forget } from './forget-expired.ts'

const firstAfterMs = 60_000
const roundEveryMs = 3_600_000
/** A few milliseconds of work: what commits wait for, at worst, where they share one connection with this. */
const rowsPerStatement = 200
const breathMs = 250

/**
 * Deletes what has outlived its use, once an hour, a little at a time with pauses between, so that it is never in the way of
 * a commit. Answers how to stop.
 */
export function keepForgetting(
  deps: Pick<Deps, 'db' | 'clock' | 'log'>,
  kinds: readonly Forget[],
): () => void {
  let stopped = false
  let cancel = () => {}
  const later = (delayMs: number, left: readonly Forget[]) => {
    if (!stopped) cancel = deps.clock.after(delayMs, () => void work(left))
  }
  async function work([kind, ...left]: readonly Forget[]): Promise<void> {
    if (kind === undefined) {
      later(roundEveryMs, kinds)
      return
    }
    try {
      const count = await kind(deps.db, deps.clock.now(), rowsPerStatement)
      later(breathMs, count < rowsPerStatement ? left : [kind, ...left])
    } catch (error) {
      // Nothing depends on it being done now.
      deps.log.debug({ err: error }, 'what has expired was not deleted')
      later(roundEveryMs, kinds)
    }
  }
  later(firstAfterMs, kinds)
  return () => {
    stopped = true
    cancel()
  }
}
