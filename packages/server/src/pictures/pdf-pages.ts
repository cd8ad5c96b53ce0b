import {
  type Bounds,
  booleanCell,
  boundsAroundBox,
  type CanvasState,
  type Shape,
  type ShapeId,
} from '@flowstate/engine'

/** What one page shows. */
export interface PlannedPage {
  /** Null for all of the picture. */
  readonly area: Bounds | null
  /** Only these shapes; null for everything. */
  readonly ids: ReadonlySet<ShapeId> | null
}

/** From top to bottom in rows, each from left to right: frames that begin beside the upper half of another share its row. */
export function inReadingOrder(frames: readonly Shape[]): readonly Shape[] {
  const boxed = frames.map((shape) => ({ shape, box: boundsAroundBox(shape) }))
  const rows: (typeof boxed)[] = []
  for (const one of boxed.toSorted((a, b) => a.box.minY - b.box.minY)) {
    const row = rows.at(-1)
    const first = row?.[0]?.box
    const isBeside = first !== undefined && one.box.minY < (first.minY + first.maxY) / 2
    if (row !== undefined && isBeside) row.push(one)
    else rows.push([one])
  }
  return rows.flatMap((row) => row.toSorted((a, b) => a.box.minX - b.box.minX)).map(({ shape }) => shape)
}

/** Frames that stand on the canvas itself as pages in reading order; without any, or when asked for, one page of everything. */
export function pagesOf(state: CanvasState, pages: 'frames' | 'whole'): readonly PlannedPage[] {
  const frames = state
    .children(null)
    .filter((shape) => shape.kind === 'frame' && !booleanCell(shape, 'hidden', false))
  if (pages === 'whole' || frames.length === 0) return [{ area: null, ids: null }]
  return inReadingOrder(frames).map((frame) => ({ area: boundsAroundBox(frame), ids: new Set([frame.id]) }))
}
