import type { CanvasState } from '../canvas-state.ts'
import type { ShapeId } from '../ids.ts'
import { keysBetween } from '../order-key.ts'
import { compareSiblings, type Sibling, siblingPosition } from '../sibling-index.ts'

/** The order keys under each parent while a plan puts shapes back, one after the other. */
export interface SiblingSlots {
  /** Takes the key if no sibling has it. */
  takeKey(parentId: ShapeId | null, id: ShapeId, key: string): boolean
  /** Takes a fresh key right after the first of these neighbours that is there, else right before, else at the front. */
  takeNear(parentId: ShapeId | null, id: ShapeId, neighbours: Neighbours): string
}

/** Former neighbours, nearest first. */
export interface Neighbours {
  readonly below: readonly ShapeId[]
  readonly above: readonly ShapeId[]
}

/** @param leaving shapes that will not stay where they are: they hold no key */
export function siblingSlots(state: CanvasState, leaving: ReadonlySet<ShapeId>): SiblingSlots {
  const lists = new Map<ShapeId | null, Sibling[]>()

  function listOf(parentId: ShapeId | null): Sibling[] {
    let list = lists.get(parentId)
    if (list === undefined) {
      list = []
      for (const { id, index } of state.children(parentId)) if (!leaving.has(id)) list.push({ id, index })
      lists.set(parentId, list)
    }
    return list
  }

  function insert(list: Sibling[], sibling: Sibling): string {
    list.splice(siblingPosition(list, sibling), 0, sibling)
    return sibling.index
  }

  /** A key for the gap before list position `position`. Equal or malformed keys around it: as near as can be. */
  function keyAt(list: readonly Sibling[], position: number): string {
    const lower = list[position - 1]?.index ?? null
    const upper = list[position]?.index ?? null
    const found = keysBetween(lower, upper, 1) ?? keysBetween(lower, nextDistinct(list, position), 1)
    return found?.[0] ?? keysBetween(null, null, 1)?.[0] ?? 'a0'
  }

  function nextDistinct(list: readonly Sibling[], position: number): string | null {
    const lower = list[position - 1]?.index
    return list.slice(position).find(({ index }) => lower === undefined || index > lower)?.index ?? null
  }

  function positionNear(list: readonly Sibling[], { below, above }: Neighbours): number {
    const positions = new Map(list.map(({ id }, position) => [id, position]))
    for (const id of below) {
      const position = positions.get(id)
      if (position !== undefined) return position + 1
    }
    for (const id of above) {
      const position = positions.get(id)
      if (position !== undefined) return position
    }
    return list.length
  }

  return {
    takeKey(parentId, id, key) {
      const list = listOf(parentId)
      const position = siblingPosition(list, { id: '' as ShapeId, index: key })
      if (list[position]?.index === key) return false
      insert(list, { id, index: key })
      return true
    },
    takeNear(parentId, id, neighbours) {
      const list = listOf(parentId)
      const index = keyAt(list, positionNear(list, neighbours))
      return insert(list, { id, index })
    },
  }
}

/** Who stood around a key under a parent, in a state where the key was comparable with theirs. */
export function neighboursOf(
  state: CanvasState,
  parentId: ShapeId | null,
  { id, index }: Sibling,
): Neighbours {
  const siblings = state.children(parentId).filter((sibling) => sibling.id !== id)
  const split = siblings.findIndex((sibling) => compareSiblings(sibling, { id, index }) > 0)
  const position = split === -1 ? siblings.length : split
  return {
    below: siblings
      .slice(0, position)
      .map((sibling) => sibling.id)
      .reverse(),
    above: siblings.slice(position).map((sibling) => sibling.id),
  }
}
