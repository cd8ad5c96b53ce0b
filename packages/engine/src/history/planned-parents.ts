import type { CanvasState } from '../canvas-state.ts'
import type { ShapeId } from '../ids.ts'
import { limits } from '../limits.ts'
import { heightOf } from '../placement.ts'

/** A shape to be put somewhere. `isRevived`: it is dead now and will live. */
export interface PlannedParent {
  readonly id: ShapeId
  readonly parentId: ShapeId | null
  readonly isRevived: boolean
}

export interface ParentPlan {
  readonly state: CanvasState
  readonly planned: readonly PlannedParent[]
  readonly dying: ReadonlySet<ShapeId>
}

/** Which shapes will live once the plan is carried out. */
export function livingAfter({ state, planned, dying }: ParentPlan): (id: ShapeId) => boolean {
  const revived = new Set(planned.filter((one) => one.isRevived).map((one) => one.id))
  return (id) => revived.has(id) || (!dying.has(id) && state.get(id) !== undefined)
}

/**
 * The parents shapes can get together (UN11): a parent that will be dead gives the canvas; undefined where the shape must
 * stay where it is, because it would come to stand inside itself or too deep.
 */
export function allowedParents(plan: ParentPlan): ReadonlyMap<ShapeId, ShapeId | null | undefined> {
  const { state, planned } = plan
  const willLive = livingAfter(plan)
  const parents = new Map<ShapeId, ShapeId | null>()
  for (const { id, parentId } of planned) {
    parents.set(id, parentId !== null && willLive(parentId) ? parentId : null)
  }
  const parentOf = (id: ShapeId): ShapeId | null => {
    const parentId = parents.has(id) ? parents.get(id) : state.get(id)?.parentId
    return parentId !== undefined && parentId !== null && willLive(parentId) ? parentId : null
  }
  const left = new Set<ShapeId>()
  // Leaving one shape where it is may close another circle, hence rounds; each leaves at least one more.
  for (let isStable = false; !isStable; ) {
    isStable = true
    for (const { id } of planned) {
      if (left.has(id) || fits(id, parentOf, state)) continue
      left.add(id)
      isStable = false
      // Without a plan a living shape stays where it is, and a revived one comes to stand on the canvas.
      parents.delete(id)
    }
  }
  return new Map(planned.map(({ id }) => [id, left.has(id) ? undefined : (parents.get(id) ?? null)]))
}

function fits(id: ShapeId, parentOf: (id: ShapeId) => ShapeId | null, state: CanvasState): boolean {
  const seen = new Set<ShapeId>([id])
  for (let at = parentOf(id); at !== null; at = parentOf(at)) {
    if (seen.has(at)) return at !== id
    seen.add(at)
  }
  if (seen.size === 1) return true
  return seen.size - 1 + heightOf(state, id) <= limits.placementDepthMax
}
