import type { ClientClock } from './client-clock.ts'
import type { ClaimedOutbox, LeftQueue } from './outbox-storage.ts'

const firstPauseMs = 500
const pauseMsMax = 30_000

/**
 * Looks for what tabs of the same user leave unsent, as long as this one is open: of one just closed it may take a moment until
 * it has let go of its queue, and of one that is closed later nobody tells (CL3). Pauses grow from half a second to half a minute.
 * @param adopt resolves when the entries are in the queue of this tab
 * @returns ends it
 */
export function watchLeftQueues(
  { takeLeft }: Pick<ClaimedOutbox, 'takeLeft'>,
  clock: ClientClock,
  adopt: (left: LeftQueue) => Promise<void>,
): () => void {
  let isOver = false
  let cancel = () => {}

  async function look(pauseMs: number): Promise<void> {
    const left = await takeLeft().catch(() => null)
    if (left !== null && !isOver) await adopt(left)
    await left?.done().catch(() => undefined)
    if (!isOver) wait(left === null ? Math.min(2 * pauseMs, pauseMsMax) : firstPauseMs)
  }

  function wait(pauseMs: number): void {
    cancel = clock.after(pauseMs, () => void look(pauseMs))
  }

  wait(firstPauseMs)
  return () => {
    isOver = true
    cancel()
  }
}
