import { apply, type CanvasState, type Change, emptyState, type Shape, type ShapeId } from '@flowstate/engine'
import type { ShapeNews } from './ground-messages.ts'

/** The worker's copy of the canvas. */
export interface ShapeMirror {
  readonly state: CanvasState
  /** @returns what has changed; `'all'` where the canvas itself has */
  take(news: ShapeNews): ReadonlySet<ShapeId> | 'all'
}

export function createShapeMirror(): ShapeMirror {
  const state = emptyState()
  return {
    state,
    take({ put: putJson, gone, canvas }) {
      const put: readonly Shape[] = JSON.parse(putJson)
      const changes: Change[] = put.map((shape) => ({ kind: 'create', shape }))
      if (gone.length > 0) changes.push({ kind: 'delete', ids: gone })
      if (canvas !== undefined) {
        const unset = Object.keys(state.canvas).filter((cell) => canvas[cell] === undefined)
        changes.push({ kind: 'canvas', set: canvas, unset })
      }
      apply(state, changes)
      return canvas === undefined ? new Set([...put.map(({ id }) => id), ...gone]) : 'all'
    },
  }
}
