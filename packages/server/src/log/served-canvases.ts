import type { CanvasId } from '@flowstate/engine'
import { type CommitCycle, createCommitCycle } from './commit-cycle.ts'
import type { CanvasLogsDeps } from './commit-deps.ts'
import { type CommitQueue, createCommitQueue } from './commit-queue.ts'
import { type LiveCanvas, openCanvas } from './live-canvas.ts'
import { createLogKeeper } from './log-keeper.ts'
import type { StatesAt } from './states-at.ts'

const idleCloseMs = 10 * 60_000
const sweepIntervalMs = 60_000

interface OpenCanvas {
  readonly canvas: LiveCanvas
  readonly cycle: CommitCycle
}

interface Entry {
  readonly queue: CommitQueue
  opening: Promise<OpenCanvas | null> | null
  canvas: LiveCanvas | null
}

/** The canvases this instance has in memory: at most one value per canvas, whoever asks. */
export interface ServedCanvases {
  open(canvasId: CanvasId): Promise<LiveCanvas | null>
  queueOf(canvasId: CanvasId): CommitQueue
  isDraining(): boolean
  drain(): Promise<void>
}

export function createServedCanvases(deps: CanvasLogsDeps, states: StatesAt): ServedCanvases {
  const entries = new Map<CanvasId, Entry>()
  /** Closed, but perhaps still held by a room: a second value of the same canvas must not appear beside it. */
  const closed = new Map<CanvasId, WeakRef<LiveCanvas>>()
  const keeper = createLogKeeper(deps)
  let draining = false
  let cancelSweep: (() => void) | null = null

  async function openFresh(canvasId: CanvasId): Promise<OpenCanvas | null> {
    const still = closed.get(canvasId)?.deref()
    const canvas = still ?? (await openCanvas(canvasId, deps))
    if (canvas === null) return null
    closed.delete(canvasId)
    if (still !== undefined) await still.refresh()
    keeper.look(canvas)
    return {
      canvas,
      cycle: createCommitCycle(canvas, deps, { states, onCommitted: () => keeper.look(canvas) }),
    }
  }

  function entryOf(canvasId: CanvasId): Entry {
    const known = entries.get(canvasId)
    if (known !== undefined) return known
    const entry: Entry = {
      queue: createCommitQueue(canvasId, deps.limits, async (id) => (await openEntry(id))?.cycle ?? null),
      opening: null,
      canvas: null,
    }
    entries.set(canvasId, entry)
    if (!draining) cancelSweep ??= deps.clock.after(sweepIntervalMs, sweep)
    return entry
  }

  async function openEntry(canvasId: CanvasId): Promise<OpenCanvas | null> {
    const entry = entryOf(canvasId)
    entry.opening ??= openFresh(canvasId)
    try {
      const opened = await entry.opening
      entry.canvas = opened?.canvas ?? null
      if (opened === null) entry.opening = null
      else opened.canvas.lastUsedMs = deps.clock.now()
      return opened
    } catch (error) {
      entry.opening = null
      throw error
    }
  }

  function sweep(): void {
    const before = deps.clock.now() - idleCloseMs
    for (const [id, entry] of entries) {
      if (!entry.queue.isIdle) continue
      const { canvas } = entry
      if (canvas === null) {
        if (entry.opening === null) entries.delete(id)
      } else if (canvas.lastUsedMs < before) {
        entries.delete(id)
        keeper.forget(canvas)
        closed.set(id, new WeakRef(canvas))
      }
    }
    for (const [id, held] of closed) if (held.deref() === undefined) closed.delete(id)
    cancelSweep = entries.size + closed.size > 0 ? deps.clock.after(sweepIntervalMs, sweep) : null
  }

  return {
    open: async (canvasId) => (await openEntry(canvasId))?.canvas ?? null,
    queueOf: (canvasId) => entryOf(canvasId).queue,
    isDraining: () => draining,
    async drain() {
      draining = true
      cancelSweep?.()
      cancelSweep = null
      await Promise.all([...entries.values()].map((entry) => entry.queue.idle()))
      await keeper.finish()
    },
  }
}
