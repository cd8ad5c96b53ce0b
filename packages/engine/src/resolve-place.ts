import type { CanvasState } from './canvas-state.ts'
import type { Anchor, Change, EffectiveShape, ProposedChange } from './change.ts'
import type { ShapeId } from './ids.ts'
import { limits } from './limits.ts'
import type { Skipped } from './operation.ts'
import {
  anchorShape,
  depthOf,
  exists,
  gapAt,
  heightOf,
  keysInGap,
  parentOf,
  refuseUnknownShape,
  resolveParent,
} from './placement.ts'
import { refuse } from './refusal.ts'
import { ok, type Refusal, type Result } from './result.ts'
import type { TextsInOperation } from './text-since.ts'

/** What a step needs besides the change: the state it meets, where it stands, and whom to tell about crowded siblings. */
export interface ResolveContext {
  readonly state: CanvasState
  /** JSON pointer of the change. */
  readonly path: string
  readonly crowded: (parentId: ShapeId | null) => void
  readonly texts: TextsInOperation
}

export interface Resolved {
  readonly changes: readonly Change[]
  readonly skipped: readonly Skipped[]
}

export const nothingSkipped: readonly Skipped[] = []

/** A write on a shape that died meanwhile: it stays in the row and is listed (OP5). */
export function skippedDead(state: CanvasState, id: ShapeId): Skipped {
  const version = state.deadSince(id)
  return version === undefined ? { id, reason: 'deleted' } : { id, reason: 'deleted', version }
}

function tooDeep(path: string): { readonly ok: false; readonly error: Refusal } {
  return refuse('bad_parent', `shapes stand at most ${limits.placementDepthMax} deep in each other`, path)
}

interface Spot {
  readonly parentId: ShapeId | null
  readonly at: Anchor
}

/** Where shapes are to go: the container, and the anchor if it counts. A dead anchor counts as front. */
function resolveSpot(
  { state, path }: ResolveContext,
  named: ShapeId | null | undefined,
  at: Anchor,
  parentPath: string,
): Result<Spot, Refusal> {
  const anchor = anchorShape(at)
  if (anchor !== undefined && !exists(state, anchor)) return refuseUnknownShape(anchor, `${path}/at`)
  const isAnchored = anchor !== undefined && state.get(anchor) !== undefined
  const wanted = named === undefined ? (isAnchored ? parentOf(state, anchor) : null) : named
  const parent = resolveParent(state, wanted, parentPath)
  if (!parent.ok) return parent
  if (anchor === undefined) return ok({ parentId: parent.value, at })
  if (!isAnchored) return ok({ parentId: parent.value, at: 'front' })
  if (parentOf(state, anchor) === parent.value) return ok({ parentId: parent.value, at })
  // The container died, and its children with it or lifted out: nothing is left to stand next to.
  if (parent.value !== wanted) return ok({ parentId: parent.value, at: 'front' })
  return refuse('bad_parent', `${anchor} stands under another parent`, `${path}/at`)
}

/** A create gets its place and key (OP3, OP8). */
export function resolveCreate(
  change: ProposedChange & { readonly kind: 'create' },
  context: ResolveContext,
): Result<Resolved, Refusal> {
  const { state, path } = context
  const { parentId: named, id, kind, ...cells } = change.shape
  if (exists(state, id))
    return refuse('id_exists', `${id} is already used on this canvas`, `${path}/shape/id`)
  const spot = resolveSpot(context, named, change.at ?? 'front', `${path}/shape/parentId`)
  if (!spot.ok) return spot
  const { parentId, at } = spot.value
  if (depthOf(state, parentId) + 1 > limits.placementDepthMax) return tooDeep(`${path}/shape/parentId`)
  const [index] = keysInGap(gapAt(state, parentId, at), 1, context.crowded)
  const shape = { id, kind, parentId, index: index as string, ...cells } as EffectiveShape
  return ok({ changes: [{ kind: 'create', shape }], skipped: nothingSkipped })
}

function checkMove(
  context: ResolveContext,
  ids: ReadonlySet<ShapeId>,
  parentId: ShapeId | null,
): Refusal | undefined {
  const { state, path } = context
  if (parentId === null) return undefined
  let steps = 0
  for (
    let at: ShapeId | null = parentId;
    at !== null && steps <= limits.placementDepthMax;
    at = parentOf(state, at)
  ) {
    if (ids.has(at))
      return { code: 'cycle', detail: `${at} cannot stand in itself`, path: `${path}/parentId` }
    steps += 1
  }
  const depth = depthOf(state, parentId)
  for (const id of ids) {
    // Who stays where they are gets no deeper, and need not be measured.
    if (state.get(id) === undefined || parentOf(state, id) === parentId) continue
    if (depth + heightOf(state, id) > limits.placementDepthMax) return tooDeep(`${path}/parentId`).error
  }
  return undefined
}

function placeBlock(
  context: ResolveContext,
  ids: readonly ShapeId[],
  spot: Spot,
): Result<readonly Change[], Refusal> {
  const moving = new Set(ids)
  const refusal = checkMove(context, moving, spot.parentId)
  if (refusal !== undefined) return { ok: false, error: refusal }
  const keys = keysInGap(gapAt(context.state, spot.parentId, spot.at, moving), ids.length, context.crowded)
  return ok(
    ids.map((id, position) => ({
      kind: 'update',
      id,
      set: { place: [spot.parentId, keys[position] as string] },
    })),
  )
}

/** A place becomes cells `place` with unique keys; the block stays together, in the order of its ids (OP3). */
export function resolvePlace(
  change: ProposedChange & { readonly kind: 'place' },
  context: ResolveContext,
): Result<Resolved, Refusal> {
  const { state, path } = context
  const skipped: Skipped[] = []
  for (const [position, id] of change.ids.entries()) {
    if (!exists(state, id)) return refuseUnknownShape(id, `${path}/ids/${position}`)
    if (state.get(id) === undefined) skipped.push(skippedDead(state, id))
  }
  const keepsParents = change.parentId === undefined && typeof change.at === 'string'
  const blocks = new Map<ShapeId | null, ShapeId[]>()
  if (keepsParents) {
    for (const id of change.ids) {
      const parentId = parentOf(state, id)
      const block = blocks.get(parentId)
      if (block === undefined) blocks.set(parentId, [id])
      else block.push(id)
    }
  } else {
    const spot = resolveSpot(context, change.parentId, change.at, `${path}/parentId`)
    if (!spot.ok) return spot
    const placed = placeBlock(context, change.ids, spot.value)
    return placed.ok ? ok({ changes: placed.value, skipped }) : placed
  }
  const changes: Change[] = []
  for (const [parentId, ids] of blocks) {
    const placed = placeBlock(context, ids, { parentId, at: change.at })
    if (!placed.ok) return placed
    changes.push(...placed.value)
  }
  return ok({ changes, skipped })
}
