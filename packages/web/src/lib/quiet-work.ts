import { afterFirstMoment } from './after-first-moment.ts'

/** Work that waits until nothing happens, and then is done in pieces. */
export interface QuietWork {
  /** There is something to do, once it has been quiet for so long. */
  plan(quietMs: number): void
  /** Something happens: what is planned waits so long. */
  disturb(quietMs: number): void
  cancel(): void
}

/** So long work goes on in one idle moment, in ms: a frame that is due then is not late yet. */
const idleMs = 10
/** Longer than this, in ms, no work waits for quiet: it may be a second of painting, and others may never stop. */
const patienceMs = 60_000

export function createQuietWork(options: {
  /** Does a piece. @returns whether there is more */
  work(): boolean
  now(): number
  /** Both return how to call it off. */
  after(ms: number, run: () => void): () => void
  whenIdle(run: () => void): () => void
}): QuietWork {
  const { now } = options
  let dueAtMs = 0
  let latestAtMs = 0
  let cancelStep: (() => void) | null = null

  const waitMs = (): number => Math.min(dueAtMs, latestAtMs) - now()

  const step = (): void => {
    const ms = waitMs()
    cancelStep = ms > 0 ? options.after(ms, step) : options.whenIdle(piece)
  }

  /** As many pieces as there is time for: the next idle moment may be far. */
  const piece = (): void => {
    const untilMs = now() + idleMs
    let more = true
    while (more && waitMs() <= 0 && now() < untilMs) more = options.work()
    if (more) step()
    else cancelStep = null
  }

  const disturb = (quietMs: number): void => {
    dueAtMs = Math.max(dueAtMs, now() + quietMs)
  }

  return {
    disturb,
    plan(quietMs) {
      disturb(quietMs)
      if (cancelStep !== null) return
      latestAtMs = now() + patienceMs
      step()
    },
    cancel() {
      cancelStep?.()
      cancelStep = null
    },
  }
}

/** Quiet work by the clock and in the idle moments of the page. */
export const createPageQuietWork = (work: () => boolean): QuietWork =>
  createQuietWork({
    work,
    now: () => performance.now(),
    after(ms, run) {
      const timer = setTimeout(run, ms)
      return () => clearTimeout(timer)
    },
    whenIdle: afterFirstMoment,
  })
