import type { CanvasState, Cells, Shape, ShapeId } from '@flowstate/engine'
import type { ShapeNews } from './ground-messages.ts'

/** Shapes of a large canvas go over in pieces, so that no piece holds up a frame. */
const shapesPerPiece = 500

/** Knows what the worker has been sent, and finds what it lacks: shapes are values, so that a look at each is enough. */
export interface ShapeFeed {
  /** Of the first sending; null when everything has been sent once. */
  nextPiece(): ShapeNews | null
  /** What the worker does not have of these; null if it has everything. */
  news(changed: ReadonlySet<ShapeId> | 'all'): ShapeNews | null
  /** Whether the worker has been sent a shape as it is. */
  has(shape: Shape): boolean
}

export function createShapeFeed(readView: () => CanvasState): ShapeFeed {
  const sent = new Map<ShapeId, Shape>()
  let canvas: Cells | null = null
  let first: IterableIterator<Shape> | null = null
  let over = false

  const canvasNews = (): { readonly canvas?: Cells } => {
    const now = readView().canvas
    if (now === canvas) return {}
    canvas = now
    return { canvas: now }
  }

  return {
    has: (shape) => sent.get(shape.id) === shape,
    nextPiece() {
      if (over) return null
      first ??= [...readView().shapes()].values()
      const put: Shape[] = []
      while (put.length < shapesPerPiece) {
        const next = first.next()
        if (next.done === true) {
          over = true
          break
        }
        // It may have changed or died while the first sending went on.
        const shape = readView().get(next.value.id)
        if (shape === undefined || sent.get(shape.id) === shape) continue
        sent.set(shape.id, shape)
        put.push(shape)
      }
      return { put: JSON.stringify(put), gone: [], ...canvasNews() }
    },
    news(changed) {
      const view = readView()
      const put: Shape[] = []
      const gone: ShapeId[] = []
      const look = (id: ShapeId): void => {
        const shape = view.get(id)
        if (shape === undefined) {
          if (sent.delete(id)) gone.push(id)
        } else if (sent.get(id) !== shape) {
          sent.set(id, shape)
          put.push(shape)
        }
      }
      if (changed === 'all') {
        for (const id of [...sent.keys()]) if (view.get(id) === undefined) look(id)
        for (const { id } of view.shapes()) look(id)
      } else for (const id of changed) look(id)
      const cells = canvasNews()
      return put.length + gone.length === 0 && cells.canvas === undefined
        ? null
        : { put: JSON.stringify(put), gone, ...cells }
    },
  }
}
