import type { CanvasState } from '@flowstate/engine'
import type { CanvasLogsDeps } from './commit-deps.ts'
import type { LiveCanvas } from './live-canvas.ts'
import { loadState } from './load-state.ts'

const statesKeptMax = 8

/** States of the past, a few of them kept: someone who moves along the timeline comes back to the same versions. */
export interface StatesAt {
  /** Null beyond the head. The value is the caller's own. */
  read(canvas: LiveCanvas, version: number): Promise<CanvasState | null>
}

export function createStatesAt(deps: CanvasLogsDeps): StatesAt {
  /** In order of use, oldest first. A kept state is never written: callers get overlays of it. */
  const kept = new Map<string, Promise<CanvasState>>()

  function load(canvas: LiveCanvas, version: number): Promise<CanvasState> {
    return loadState(canvas.head, version, deps).then((loaded) => loaded.state)
  }

  return {
    async read(canvas, version) {
      if (version < 0 || version > canvas.head.version) return null
      const key = `${canvas.canvasId} ${version}`
      const state = kept.get(key) ?? load(canvas, version)
      kept.delete(key)
      kept.set(key, state)
      for (const oldest of kept.keys()) {
        if (kept.size <= statesKeptMax) break
        kept.delete(oldest)
      }
      try {
        return (await state).fork()
      } catch (error) {
        kept.delete(key)
        throw error
      }
    },
  }
}
