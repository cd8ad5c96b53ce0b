import type { CanvasState } from '../canvas-state.ts'
import type { ShapeId } from '../ids.ts'
import { keysBetween } from '../order-key.ts'
import type { Shape } from '../shapes/shape.ts'
import { compareSiblings, type Sibling, siblingPosition } from '../sibling-index.ts'

/** The order keys under each parent while a plan puts shapes back, one after the other. */
export interface SiblingSlots {
  /** Who stands under a parent now, or names it where it is dead. */
  childrenNow(parentId: ShapeId | null): readonly Shape[]
  /** Takes the key if no sibling has it. */
  takeKey(parentId: ShapeId | null, sibling: Sibling): boolean
  /** Whether the key stands between the former neighbours that are there still: then nobody rebalanced them. */
  isBetweenNeighbours(parentId: ShapeId | null, sibling: Sibling, former: readonly Sibling[]): boolean
  /**
   * Takes a fresh key right after the nearest former neighbour below that is there still, else right before the nearest
   * above, else at the front.
   * @param sibling with its old key, comparable with those of `former`
   * @param former siblings of then, sorted
   */
  takeNear(parentId: ShapeId | null, sibling: Sibling, former: readonly Sibling[]): string
}

interface Slots {
  readonly sorted: Sibling[]
  readonly keys: Map<ShapeId, string>
  /** Keys of those that name this parent; who only reads as standing here (OP6) has a key made elsewhere. */
  readonly taken: Set<string>
}

/** @param leaving shapes that will not stay where they are: they hold no key */
export function siblingSlots(state: CanvasState, leaving: ReadonlySet<ShapeId>): SiblingSlots {
  const parents = new Map<ShapeId | null, Slots>()
  const childrenNow = siblingsUnder(state)

  function slotsOf(parentId: ShapeId | null): Slots {
    let slots = parents.get(parentId)
    if (slots === undefined) {
      slots = { sorted: [], keys: new Map(), taken: new Set() }
      for (const { id, index, parentId: named } of childrenNow(parentId)) {
        if (leaving.has(id)) continue
        slots.sorted.push({ id, index })
        slots.keys.set(id, index)
        if (named === parentId) slots.taken.add(index)
      }
      parents.set(parentId, slots)
    }
    return slots
  }

  function insert({ sorted, keys, taken }: Slots, sibling: Sibling): void {
    sorted.splice(siblingPosition(sorted, sibling), 0, sibling)
    keys.set(sibling.id, sibling.index)
    taken.add(sibling.index)
  }

  return {
    childrenNow,
    takeKey(parentId, sibling) {
      const slots = slotsOf(parentId)
      if (slots.taken.has(sibling.index)) return false
      insert(slots, sibling)
      return true
    },
    isBetweenNeighbours(parentId, sibling, former) {
      const { keys } = slotsOf(parentId)
      const { below, above } = presentNeighbours(sibling, former, keys)
      const lower = below && keys.get(below)
      const upper = above && keys.get(above)
      return (lower === undefined || lower < sibling.index) && (upper === undefined || sibling.index < upper)
    },
    takeNear(parentId, sibling, former) {
      const slots = slotsOf(parentId)
      const { below, above } = presentNeighbours(sibling, former, slots.keys)
      const neighbour = below ?? above
      const key = neighbour === undefined ? undefined : slots.keys.get(neighbour)
      let position = slots.sorted.length
      if (neighbour !== undefined && key !== undefined) {
        position =
          siblingPosition(slots.sorted, { id: neighbour, index: key }) + (below === undefined ? 0 : 1)
      }
      const index = keyForGap(slots.sorted, position)
      insert(slots, { id: sibling.id, index })
      return index
    },
  }
}

function namersOf(shapes: readonly Shape[]): Map<ShapeId | null, Shape[]> {
  const namers = new Map<ShapeId | null, Shape[]>()
  for (const shape of shapes) {
    const known = namers.get(shape.parentId)
    if (known === undefined) namers.set(shape.parentId, [shape])
    else known.push(shape)
  }
  return namers
}

/** The children of parents; of one that is dead those that name it, which read as the canvas' (OP6) until it lives again. */
export function siblingsUnder(state: CanvasState): (parentId: ShapeId | null) => readonly Shape[] {
  let orphans: Map<ShapeId | null, Shape[]> | undefined
  return (parentId) => {
    if (parentId === null || state.get(parentId) !== undefined) return state.children(parentId)
    orphans ??= namersOf(state.children(null))
    return orphans.get(parentId) ?? []
  }
}

/** The nearest former siblings on either side that `present` knows. */
function presentNeighbours(
  sibling: Sibling,
  former: readonly Sibling[],
  present: ReadonlyMap<ShapeId, string>,
): { readonly below: ShapeId | undefined; readonly above: ShapeId | undefined } {
  const position = siblingPosition(former, sibling)
  const isThere = ({ id }: Sibling): boolean => id !== sibling.id && present.has(id)
  let below = position - 1
  while (below >= 0 && !isThere(former[below] as Sibling)) below -= 1
  let above = position
  while (above < former.length && !isThere(former[above] as Sibling)) above += 1
  return { below: former[below]?.id, above: former[above]?.id }
}

/**
 * A key for the gap before a position. Where the keys around it are equal or malformed, the nearest gap towards the front
 * serves: a place must always be found.
 */
function keyForGap(sorted: readonly Sibling[], position: number): string {
  for (let at = position; at <= sorted.length; at++) {
    const key = keysBetween(sorted[at - 1]?.index ?? null, sorted[at]?.index ?? null, 1)?.[0]
    if (key !== undefined) return key
  }
  return keysBetween(null, null, 1)?.[0] ?? 'a0'
}

/** Sorted copy of siblings from anywhere. */
export function sortedSiblings(siblings: readonly Sibling[]): readonly Sibling[] {
  return siblings.map(({ id, index }) => ({ id, index })).sort(compareSiblings)
}
