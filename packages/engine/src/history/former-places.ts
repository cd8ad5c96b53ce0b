import type { CanvasState } from '../canvas-state.ts'
import type { Place } from '../change.ts'
import type { ShapeId } from '../ids.ts'
import { compareSiblings, type Sibling } from '../sibling-index.ts'
import { isPlace, writesOf } from './cell-write.ts'
import { nextPageRows, readRows, readState, sortedPage } from './history-pages.ts'
import type { Planner } from './history-row.ts'
import { allowedParents, livingAfter } from './planned-parents.ts'
import { type SiblingSlots, siblingSlots, siblingsUnder, sortedSiblings } from './sibling-slots.ts'

/** A shape that goes back to a place it once had, given by the row `since`. */
export interface FormerPlace {
  readonly id: ShapeId
  readonly place: Place
  readonly since: number
  /**
   * A parent that is dead then goes on being named and reads as the canvas (OP6), instead of giving way to it (UN11): the
   * shape stood so before.
   */
  readonly keepsParent: boolean
  /** Dead now, and will live. */
  readonly isRevived: boolean
}

export interface PlacePlan {
  readonly state: CanvasState
  readonly former: readonly FormerPlace[]
  readonly dying: ReadonlySet<ShapeId>
}

/** Where a shape goes. `isRefused`: it could not stand where it once did (UN11); then without a place it stays. */
export interface PlannedPlace {
  readonly place?: Place
  readonly isRefused: boolean
}

/** Finds the places shapes go back to (UN11). Reads only where a rebalance may have come between. */
export function* planPlaces(plan: PlacePlan): Planner<ReadonlyMap<ShapeId, PlannedPlace>> {
  const planned = new Map<ShapeId, PlannedPlace>()
  if (plan.former.length === 0) return planned
  const { state, dying } = plan
  const parentPlan = {
    state,
    planned: plan.former.map(({ id, place, isRevived }) => ({ id, parentId: place[0], isRevived })),
    dying,
  }
  const willLive = livingAfter(parentPlan)
  const former: FormerPlace[] = []
  for (const one of plan.former) {
    const [parentId] = one.place
    const staysUnderDead = one.keepsParent && parentId !== null && !willLive(parentId)
    if (staysUnderDead) planned.set(one.id, { place: one.place, isRefused: false })
    else former.push(one)
  }
  const parents = allowedParents(parentPlan)
  const staying = former.filter(({ id, isRevived }) => parents.get(id) === undefined && !isRevived)
  const leaving = new Set([...dying, ...plan.former.map(({ id }) => id)])
  for (const { id } of staying) {
    leaving.delete(id)
    planned.set(id, { isRefused: true })
  }
  const slots = siblingSlots(state, leaving)
  const going = former.filter(({ id }) => leaving.has(id))
  const rebalances = yield* readRebalances(state, going)
  for (const group of groupsOf(going, rebalances)) yield* placeGroup(group, { parents, slots, planned })
  return planned
}

/** Shapes of one former parent whose old keys are comparable; `rebalance` is the row that made them worthless. */
interface PlaceGroup {
  readonly parentId: ShapeId | null
  readonly rebalance: number | undefined
  readonly members: FormerPlace[]
}

interface Placing {
  readonly parents: ReadonlyMap<ShapeId, ShapeId | null | undefined>
  readonly slots: SiblingSlots
  readonly planned: Map<ShapeId, PlannedPlace>
}

function asSibling({ id, place }: FormerPlace): Sibling {
  return { id, index: place[1] }
}

function* placeGroup(group: PlaceGroup, { parents, slots, planned }: Placing): Planner<void> {
  const { parentId, rebalance, members } = group
  // The members are each other's neighbours too, so that a block keeps its order.
  const then = rebalance === undefined ? undefined : yield* readState(rebalance - 1)
  const children =
    rebalance === undefined ? slots.childrenNow(parentId) : then && siblingsUnder(then)(parentId)
  const memberIds = new Set(members.map(({ id }) => id))
  const others = (children ?? []).filter(({ id }) => !memberIds.has(id))
  const neighbours = sortedSiblings([...others, ...members.map(asSibling)])
  for (const member of members.toSorted((a, b) => compareSiblings(asSibling(a), asSibling(b)))) {
    const sibling = asSibling(member)
    const allowed = parents.get(member.id)
    const target = allowed ?? null
    const isFree = rebalance === undefined && slots.takeKey(target, sibling)
    const index = isFree ? sibling.index : slots.takeNear(target, sibling, neighbours)
    planned.set(member.id, { place: [target, index], isRefused: allowed === undefined })
  }
}

function groupsOf(former: readonly FormerPlace[], rebalances: Rebalances): Iterable<PlaceGroup> {
  const groups = new Map<string, PlaceGroup>()
  for (const one of former) {
    const parentId = one.place[0]
    const rebalance = rebalances.get(parentId)?.findLast((version) => version > one.since)
    const key = `${rebalance ?? ''}/${parentId ?? ''}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, { parentId, rebalance, members: [one] })
    else group.members.push(one)
  }
  return groups.values()
}

/** Per parent the versions of the rows that rebalanced its children (OP8), newest first. */
type Rebalances = ReadonlyMap<ShapeId | null, readonly number[]>

function* readRebalances(state: CanvasState, former: readonly FormerPlace[]): Planner<Rebalances> {
  const found = new Map<ShapeId | null, number[]>()
  if (former.length === 0) return found
  const parents = new Set(former.map(({ place }) => place[0]))
  const after = Math.min(...former.map(({ since }) => since))
  let before = state.version + 1
  let limit = 16
  for (;;) {
    const page = sortedPage(yield* readRows({ need: 'system_rows', after, before, limit }), before)
    for (const row of page) {
      const rebalanced = new Set<ShapeId | null>()
      for (const write of row.kind === 'system' ? writesOf(row.changes) : []) {
        if (write.kind === 'cell' && write.cell === 'place' && isPlace(write.value))
          rebalanced.add(write.value[0])
      }
      for (const parentId of rebalanced) {
        if (!parents.has(parentId)) continue
        const versions = found.get(parentId)
        if (versions === undefined) found.set(parentId, [row.version])
        else versions.push(row.version)
      }
    }
    const oldest = page.at(-1)
    if (oldest === undefined || page.length < limit) return found
    before = oldest.version
    limit = nextPageRows(limit)
  }
}
