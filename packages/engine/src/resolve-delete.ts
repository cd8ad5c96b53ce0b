import type { CanvasState } from './canvas-state.ts'
import type { Change, ProposedChange } from './change.ts'
import type { ShapeId } from './ids.ts'
import { exists, type Gap, keysInGap, parentOf, refuseUnknownShape } from './placement.ts'
import { nothingSkipped, type ResolveContext, type Resolved } from './resolve-place.ts'
import { ok, type Refusal, type Result } from './result.ts'
import { siblingPosition } from './sibling-index.ts'

/** Every named shape and all that stands in them, each once, containers before what they hold. */
function subtreeIds(state: CanvasState, ids: readonly ShapeId[]): readonly ShapeId[] {
  const all = new Set<ShapeId>()
  const waiting = [...ids].reverse()
  while (waiting.length > 0) {
    const id = waiting.pop() as ShapeId
    if (all.has(id)) continue
    all.add(id)
    const children = state.siblings(id)
    for (let i = children.length - 1; i >= 0; i--) waiting.push((children[i] as { id: ShapeId }).id)
  }
  return [...all]
}

/** What is left of a container when it and the other doomed ones dissolve, in paint order. */
function survivors(state: CanvasState, id: ShapeId, doomed: ReadonlySet<ShapeId>): readonly ShapeId[] {
  const out: ShapeId[] = []
  const seen = new Set<ShapeId>([id])
  const collect = (parentId: ShapeId): void => {
    for (const child of state.siblings(parentId)) {
      if (!doomed.has(child.id)) out.push(child.id)
      else if (!seen.has(child.id)) {
        seen.add(child.id)
        collect(child.id)
      }
    }
  }
  collect(id)
  return out
}

/** The gap a lifted block takes: from the dissolving container to its next sibling. */
function gapAbove(state: CanvasState, id: ShapeId, parentId: ShapeId | null): Gap {
  const siblings = state.siblings(parentId)
  const shape = state.get(id)
  const position = shape === undefined ? siblings.length : siblingPosition(siblings, shape)
  return { parentId, below: siblings[position], above: siblings[position + 1] }
}

function liftChildren(context: ResolveContext, ids: readonly ShapeId[]): readonly Change[] {
  const { state } = context
  const doomed = new Set(ids)
  const changes: Change[] = []
  for (const id of ids) {
    const parentId = parentOf(state, id)
    // A container inside another dissolving one is lifted with it.
    if (state.get(id) === undefined || (parentId !== null && doomed.has(parentId))) continue
    const lifted = survivors(state, id, doomed)
    if (lifted.length === 0) continue
    const keys = keysInGap(gapAbove(state, id, parentId), lifted.length, context.crowded)
    for (const [position, child] of lifted.entries()) {
      changes.push({ kind: 'update', id: child, set: { place: [parentId, keys[position] as string] } })
    }
  }
  return changes
}

/**
 * A delete lists every shape that goes (OP3); lifting puts the living children in the container's place first. Naming a
 * shape that is dead already is no error: the second delete is a write that keeps it dead (OP5).
 */
export function resolveDelete(
  change: ProposedChange & { readonly kind: 'delete' },
  context: ResolveContext,
): Result<Resolved, Refusal> {
  const { state, path } = context
  for (const [position, id] of change.ids.entries()) {
    if (!exists(state, id)) return refuseUnknownShape(id, `${path}/ids/${position}`)
  }
  if (change.children !== 'lift') {
    return ok({ changes: [{ kind: 'delete', ids: subtreeIds(state, change.ids) }], skipped: nothingSkipped })
  }
  const lifted = liftChildren(context, change.ids)
  return ok({ changes: [...lifted, { kind: 'delete', ids: change.ids }], skipped: nothingSkipped })
}
