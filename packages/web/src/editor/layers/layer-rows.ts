import {
  booleanCell,
  type CanvasState,
  isContainerKind,
  type ProposedChange,
  type Shape,
  type ShapeId,
} from '@flowstate/engine'
import { withDescendants } from '../selection.ts'

/** A shape in the list: what is painted last stands first, what is in a container below it. */
export interface LayerRow {
  readonly shape: Shape
  readonly depth: number
  /** Whether others of its container are painted after it, and before it. */
  readonly canRise: boolean
  readonly canSink: boolean
}

/** A longer list would cost more than anybody reads of it. */
const rowsMax = 400

/** @param folded containers whose content is not listed */
export function layerRows(
  view: CanvasState,
  folded: ReadonlySet<ShapeId>,
): { readonly rows: readonly LayerRow[]; readonly more: boolean } {
  const rows: LayerRow[] = []
  let more = false
  const visit = (parentId: ShapeId | null, depth: number): void => {
    const siblings = view.children(parentId)
    for (let at = siblings.length - 1; at >= 0; at--) {
      const shape = siblings[at] as Shape
      if (rows.length >= rowsMax) {
        more = true
        return
      }
      rows.push({ shape, depth, canRise: at < siblings.length - 1, canSink: at > 0 })
      if (isContainerKind(shape.kind) && !folded.has(shape.id)) visit(shape.id, depth + 1)
    }
  }
  visit(null, 0)
  return { rows, more }
}

/** A container hides and shows all that is in it: each shape says for itself whether it is painted. */
export function hideChanges(shape: Shape, view: CanvasState): readonly ProposedChange[] {
  const hide = !booleanCell(shape, 'hidden', false)
  return withDescendants([shape.id], view).map(
    ({ id }): ProposedChange =>
      hide
        ? { kind: 'update', id, set: { hidden: true } }
        : { kind: 'update', id, set: {}, unset: ['hidden'] },
  )
}

export function lockChanges(shape: Shape): readonly ProposedChange[] {
  const { id } = shape
  return booleanCell(shape, 'locked', false)
    ? [{ kind: 'update', id, set: {}, unset: ['locked'] }]
    : [{ kind: 'update', id, set: { locked: true } }]
}

/** One place nearer to the front, or to the back, among what is in the same container. */
export function orderChanges(shape: Shape, view: CanvasState, by: 1 | -1): readonly ProposedChange[] {
  const siblings = view.children(view.effectiveParent(shape))
  const other = siblings[siblings.findIndex(({ id }) => id === shape.id) + by]
  if (other === undefined) return []
  return [{ kind: 'place', ids: [shape.id], at: by === 1 ? { after: other.id } : { before: other.id } }]
}
