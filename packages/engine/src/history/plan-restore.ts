import type { CanvasState } from '../canvas-state.ts'
import type { CellValue } from '../change.ts'
import { diff } from '../diff.ts'
import type { ShapeId } from '../ids.ts'
import { cellNames, placeOf, shapeDifference } from '../shape-cells.ts'
import type { Shape } from '../shapes/shape.ts'
import type { CellEffects } from './cell-effects.ts'
import { changesOf } from './effect-changes.ts'
import type { PlannedPlace } from './former-places.ts'
import type { HistoryPlan } from './history-row.ts'
import { allowedParents } from './planned-parents.ts'
import { siblingSlots, sortedSiblings } from './sibling-slots.ts'

export interface RestoreInput {
  /** The state at the head. */
  readonly state: CanvasState
  /** The state to go back to. */
  readonly target: CanvasState
  /** Only these shapes, dead or alive, not what stands in them; absent: the whole canvas with its own cells. */
  readonly shapeIds?: readonly ShapeId[]
}

/**
 * Plans a restore (RS1): forward changes for the cells that differ. A whole restore gives exactly the target (RS4); some
 * shapes go back to their old places as far as the others allow (UN11).
 */
export function planRestore({ state, target, shapeIds }: RestoreInput): HistoryPlan {
  const ids = shapeIds === undefined ? undefined : new Set(shapeIds)
  const { changes, skipped } =
    ids === undefined
      ? { changes: diff(state, target), skipped: [] }
      : namesAll(ids, state, target)
        ? { changes: diff(state, target).filter(({ kind }) => kind !== 'canvas'), skipped: [] }
        : restoreShapes(state, target, ids)
  if (changes.length === 0) return { kind: 'nothing', reason: 'no_effect' }
  return { kind: 'commit', changes, skipped }
}

/** Nobody is left whose place would have to be respected: every key is free for its former owner. */
function namesAll(ids: ReadonlySet<ShapeId>, ...states: readonly CanvasState[]): boolean {
  return states.every((state) => [...state.shapes()].every(({ id }) => ids.has(id)))
}

function restoreShapes(
  state: CanvasState,
  target: CanvasState,
  ids: ReadonlySet<ShapeId>,
): ReturnType<typeof changesOf> {
  const effects: CellEffects = { set: [], typed: [], revived: [], former: [], dying: new Set(), skipped: [] }
  for (const id of ids) {
    const was = state.get(id)
    const becomes = target.get(id)
    if (becomes === undefined) {
      if (was !== undefined) effects.dying.add(id)
    } else if (was === undefined) reviveShape(becomes, effects)
    else restoreCells(was, becomes, effects)
  }
  return changesOf(state, effects, fittingPlaces(state, target, effects))
}

function reviveShape(shape: Shape, effects: CellEffects): void {
  const { id, kind } = shape
  const cells = new Map(cellNames(shape).map((cell) => [cell, shape[cell] as CellValue]))
  effects.revived.push({ id, kind, cells })
  effects.former.push({ id, place: placeOf(shape), since: 0, keepsParent: false, isRevived: true })
}

function restoreCells(was: Shape, becomes: Shape, effects: CellEffects): void {
  const { id } = becomes
  const difference = shapeDifference(was, becomes)
  if (difference === undefined) return
  for (const cell of Object.keys(difference.set)) {
    if (cell === 'place')
      effects.former.push({ id, place: placeOf(becomes), since: 0, keepsParent: false, isRevived: false })
    else effects.set.push({ subject: id, cell, value: becomes[cell] as CellValue })
  }
  for (const cell of difference.unset ?? []) effects.set.push({ subject: id, cell, value: undefined })
}

/** The target shows the former neighbours, so keys made worthless by a rebalance are seen without reading the log. */
function fittingPlaces(
  state: CanvasState,
  target: CanvasState,
  { former, dying }: CellEffects,
): ReadonlyMap<ShapeId, PlannedPlace> {
  const planned = former.map(({ id, place, isRevived }) => ({ id, parentId: place[0], isRevived }))
  const parents = allowedParents({ state, planned, dying })
  const places = new Map<ShapeId, PlannedPlace>()
  const leaving = new Set(dying)
  for (const { id, isRevived } of former) {
    if (parents.get(id) === undefined && !isRevived) places.set(id, { isRefused: true })
    else leaving.add(id)
  }
  const slots = siblingSlots(state, leaving)
  const siblingsThen = new Map<ShapeId | null, ReturnType<typeof sortedSiblings>>()
  for (const { id, place } of former) {
    if (places.has(id)) continue
    const [parentId, index] = place
    const neighbours = siblingsThen.get(parentId) ?? sortedSiblings(target.children(parentId))
    siblingsThen.set(parentId, neighbours)
    const allowed = parents.get(id)
    const to = allowed ?? null
    const sibling = { id, index }
    const isFree = slots.isBetweenNeighbours(to, sibling, neighbours) && slots.takeKey(to, sibling)
    const key = isFree ? index : slots.takeNear(to, sibling, neighbours)
    places.set(id, { place: [to, key], isRefused: allowed === undefined })
  }
  return places
}
