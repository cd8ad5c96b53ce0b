import type { CanvasState } from './canvas-state.ts'
import type { Anchor } from './change.ts'
import type { ShapeId } from './ids.ts'
import { limits } from './limits.ts'
import { keysBetween, needsRebalance } from './order-key.ts'
import { refuse } from './refusal.ts'
import { ok, type Refusal, type Result } from './result.ts'
import { isContainerKind } from './shapes/shape-registry.ts'
import { type Sibling, siblingPosition } from './sibling-index.ts'

export function exists(state: CanvasState, id: ShapeId): boolean {
  return state.get(id) !== undefined || state.deadSince(id) !== undefined
}

export function refuseUnknownShape(
  id: ShapeId,
  path: string,
): { readonly ok: false; readonly error: Refusal } {
  return refuse('unknown_shape', `${id} never existed on this canvas`, path)
}

/** The container a shape is effectively in, by id; null for the canvas and for dead shapes. */
export function parentOf(state: CanvasState, id: ShapeId): ShapeId | null {
  const shape = state.get(id)
  return shape === undefined ? null : state.effectiveParent(shape)
}

/** How many shapes are on the way up from a container to the canvas, itself included. Bounded, even where a log has a cycle. */
export function depthOf(state: CanvasState, id: ShapeId | null): number {
  let depth = 0
  for (let at = id; at !== null && depth <= limits.placementDepthMax; at = parentOf(state, at)) depth += 1
  return depth
}

/** How many levels a shape and what is in it take. Bounded, even where a log has a cycle. */
export function heightOf(
  state: CanvasState,
  id: ShapeId,
  bound: number = limits.placementDepthMax + 1,
): number {
  if (bound === 0) return 0
  let below = 0
  for (const child of state.siblings(id)) below = Math.max(below, heightOf(state, child.id, bound - 1))
  return below + 1
}

/** The shape that stands in for a named container: itself if alive, the canvas if dead (OP3, OP6). */
export function resolveParent(
  state: CanvasState,
  parentId: ShapeId | null,
  path: string,
): Result<ShapeId | null, Refusal> {
  if (parentId === null) return ok(null)
  const parent = state.get(parentId)
  if (parent === undefined) {
    return state.deadSince(parentId) === undefined ? refuseUnknownShape(parentId, path) : ok(null)
  }
  if (!isContainerKind(parent.kind))
    return refuse('bad_parent', `a ${parent.kind} holds no other shapes`, path)
  return ok(parentId)
}

/** The shape an anchor names; undefined for the ends of the order. */
export function anchorShape(at: Anchor): ShapeId | undefined {
  if (typeof at === 'string') return undefined
  return 'before' in at ? at.before : at.after
}

/** Where a block goes: the neighbours it comes between. */
export interface Gap {
  readonly parentId: ShapeId | null
  readonly below: Sibling | undefined
  readonly above: Sibling | undefined
}

const nobody: ReadonlySet<ShapeId> = new Set()

/** The gap at an anchor among the children of a container, as if the moving shapes were not there. */
export function gapAt(
  state: CanvasState,
  parentId: ShapeId | null,
  at: Anchor,
  moving: ReadonlySet<ShapeId> = nobody,
): Gap {
  const siblings = state.siblings(parentId)
  let position = at === 'back' ? 0 : siblings.length
  const anchor = anchorShape(at)
  const shape = anchor === undefined ? undefined : state.get(anchor)
  if (shape !== undefined && typeof at !== 'string') {
    position = siblingPosition(siblings, shape)
    if ('after' in at) position += 1
  }
  let below = position - 1
  while (below >= 0 && moving.has((siblings[below] as Sibling).id)) below -= 1
  let above = position
  while (above < siblings.length && moving.has((siblings[above] as Sibling).id)) above += 1
  return { parentId, below: siblings[below], above: siblings[above] }
}

/**
 * Keys for a block of shapes in a gap. Where there are none short enough, `onCrowded` is told whose children need fresh
 * keys (OP8), and the keys given are the best there are.
 */
export function keysInGap(
  gap: Gap,
  count: number,
  onCrowded: (parentId: ShapeId | null) => void,
): readonly string[] {
  const keys = keysBetween(gap.below?.index ?? null, gap.above?.index ?? null, count)
  if (needsRebalance(keys)) onCrowded(gap.parentId)
  // Without any room the block shares its lower neighbour's key for the moment; ids break the tie.
  return keys ?? Array.from({ length: count }, () => gap.below?.index ?? gap.above?.index ?? '')
}
