import {
  type Anchor,
  type CanvasState,
  isContainerKind,
  type ProposedChange,
  type Shape,
  type ShapeId,
} from '@flowstate/engine'
import { isInside, withDescendants } from '../selection.ts'
import { orderChanges } from './layer-rows.ts'

/** A place in the order of painting. */
export interface LayerSpot {
  readonly parentId: ShapeId | null
  readonly at: Anchor
}

/** How a row shows where what is dragged would go. */
export type DropMark = 'above' | 'into' | 'below'

/**
 * Where a drop on a row means.
 * @param share how far down the row, from 0 to 1
 * @param isOpen whether what is in it is listed below it
 */
export function dropMark(shape: Shape, share: number, isOpen: boolean): DropMark {
  if (isContainerKind(shape.kind) && share > 0.25 && (share < 0.75 || isOpen)) return 'into'
  return share < 0.5 ? 'above' : 'below'
}

/** What stands higher in the list is painted later. */
export function spotOf(shape: Shape, mark: DropMark, view: CanvasState): LayerSpot {
  if (mark === 'into') return { parentId: shape.id, at: 'front' }
  const at = mark === 'above' ? { after: shape.id } : { before: shape.id }
  return { parentId: view.effectiveParent(shape), at }
}

function isThereAlready(
  moving: ReadonlySet<ShapeId>,
  { parentId, at }: LayerSpot,
  view: CanvasState,
): boolean {
  const siblings = view.children(parentId).map(({ id }) => id)
  const [id] = moving
  const from = id === undefined ? -1 : siblings.indexOf(id)
  if (moving.size !== 1 || from < 0) return false
  if (at === 'front') return from === siblings.length - 1
  if (at === 'back') return from === 0
  return 'after' in at ? siblings[from - 1] === at.after : siblings[from + 1] === at.before
}

/** Puts shapes at a place, in the order they are painted in; nothing where they cannot go there, or are there already. */
export function moveChanges(
  ids: ReadonlySet<ShapeId>,
  spot: LayerSpot,
  view: CanvasState,
): readonly ProposedChange[] {
  // What is in another of them goes along with it.
  const roots = withDescendants(ids, view).filter(
    (shape) => ids.has(shape.id) && ![...ids].some((id) => isInside(shape, id, view)),
  )
  const moving = new Set(roots.map(({ id }) => id))
  const parent = spot.parentId === null ? undefined : view.get(spot.parentId)
  const intoItself =
    parent !== undefined && [...moving].some((id) => id === parent.id || isInside(parent, id, view))
  const anchor = typeof spot.at === 'string' ? null : 'after' in spot.at ? spot.at.after : spot.at.before
  if (moving.size === 0 || intoItself || (anchor !== null && moving.has(anchor))) return []
  if (isThereAlready(moving, spot, view)) return []
  return [{ kind: 'place', ids: [...moving], ...spot }]
}

/** A step by key: among its siblings, out of what it is in, or into what stands next to it, the one above first. */
export function stepChanges(
  shape: Shape,
  step: 'up' | 'down' | 'out' | 'in',
  view: CanvasState,
): readonly ProposedChange[] {
  if (step === 'up' || step === 'down') return orderChanges(shape, view, step === 'up' ? 1 : -1)
  const parentId = view.effectiveParent(shape)
  const ids = new Set([shape.id])
  if (step === 'out') {
    const parent = parentId === null ? undefined : view.get(parentId)
    return parent === undefined ? [] : moveChanges(ids, spotOf(parent, 'above', view), view)
  }
  const siblings = view.children(parentId)
  const at = siblings.findIndex(({ id }) => id === shape.id)
  const [above, below] = [siblings[at + 1], siblings[at - 1]]
  if (above !== undefined && isContainerKind(above.kind))
    return moveChanges(ids, { parentId: above.id, at: 'back' }, view)
  if (below !== undefined && isContainerKind(below.kind))
    return moveChanges(ids, { parentId: below.id, at: 'front' }, view)
  return []
}
