import type { Marked } from '../../overlays/overlay-layer.ts'
import type { Ground } from '../ground.ts'
import type { LiftedPaint } from '../lifted-paint.ts'
import type { GroundPlace } from '../scene-renderer.ts'
import type { TileView } from '../tile-engine.ts'
import type { WorkerGround } from './worker-ground.ts'

/**
 * A ground that paints on this thread until the worker has painted what is seen, then leaves it to the worker, and takes it
 * back when the worker fails. Neither change can be seen: both happen between two frames, with everything there.
 * @param startWorker gets a function to be called when the worker cannot go on
 */
export function createHandOver(
  current: Ground,
  place: Pick<GroundPlace, 'paintHere'>,
  startWorker: (fail: () => void) => WorkerGround,
): Ground {
  let view: TileView | null = null
  let lifted: LiftedPaint | null = null
  let marked: Marked | null = null
  let here: Ground | null = current

  const fail = (): void => {
    if (worker === null) return
    worker.destroy()
    worker = null
    if (here !== null) return
    here = place.paintHere()
    if (view !== null) here.setView(view)
    if (lifted !== null) here.setLifted(lifted)
    if (marked !== null) here.setMarks(marked)
    here.frame(performance.now())
  }
  let worker: WorkerGround | null = startWorker(fail)
  const each = (act: (ground: Ground) => void): void => {
    if (here !== null) act(here)
    if (worker !== null) act(worker)
  }

  return {
    setView(next) {
      view = next
      each((ground) => ground.setView(next))
    },
    setTheme: (theme) => each((ground) => ground.setTheme(theme)),
    update: (changed, areas) => each((ground) => ground.update(changed, areas)),
    invalidate: (areas) => each((ground) => ground.invalidate(areas)),
    setLifted(next) {
      lifted = next
      each((ground) => ground.setLifted(next))
    },
    setMarks(next) {
      marked = next
      each((ground) => ground.setMarks(next))
    },
    frame(nowMs) {
      const more = here?.frame(nowMs) ?? false
      worker?.frame(nowMs)
      if (here !== null && !more && worker?.isReady() === true) {
        here.destroy()
        here = null
        worker.begin()
      }
      return more
    },
    isSettled: () => (here ?? worker)?.isSettled() ?? true,
    destroy: () => each((ground) => ground.destroy()),
  }
}
