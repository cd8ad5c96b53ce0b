import type { ShapeId } from './ids.ts'

/** Where a shape stands among its siblings. Ties of equal keys break by id in code-unit order. */
export interface Sibling {
  readonly id: ShapeId
  readonly index: string
}

/** What the index needs to know of a shape. */
export interface Placed extends Sibling {
  readonly parentId: ShapeId | null
}

/** Paint order: back first. */
export function compareSiblings(a: Sibling, b: Sibling): number {
  if (a.index !== b.index) return a.index < b.index ? -1 : 1
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}

/** The position at which a sibling stands or would stand in a sorted list. */
export function siblingPosition(list: readonly Sibling[], sibling: Sibling): number {
  const last = list.length - 1
  // Most shapes are added at the front of the paint order, which is the end of the list.
  if (last < 0 || compareSiblings(list[last] as Sibling, sibling) < 0) return last + 1
  let low = 0
  let high = last
  while (low < high) {
    const middle = (low + high) >>> 1
    if (compareSiblings(list[middle] as Sibling, sibling) < 0) low = middle + 1
    else high = middle
  }
  return low
}

function mergeSorted(lists: readonly (readonly Sibling[])[]): readonly Sibling[] {
  return lists.flat().sort(compareSiblings)
}

/**
 * Sorted children per parent, copied from the base on the first write. Parents that are not alive are remembered, since
 * what stands under them reads as standing on the canvas (OP6).
 */
export class SiblingIndex {
  private readonly base: SiblingIndex | undefined
  private readonly lists = new Map<ShapeId | null, Sibling[]>()
  private readonly lostParents: Set<ShapeId>
  private readonly isAlive: (id: ShapeId) => boolean

  constructor(base: SiblingIndex | undefined, isAlive: (id: ShapeId) => boolean) {
    this.base = base
    this.isAlive = isAlive
    this.lostParents = new Set(base?.lostParents)
  }

  /** An index over all the given shapes. */
  static of(shapes: Iterable<Placed>, isAlive: (id: ShapeId) => boolean): SiblingIndex {
    const index = new SiblingIndex(undefined, isAlive)
    for (const { id, index: key, parentId } of shapes) {
      const list = index.lists.get(parentId)
      if (list === undefined) index.lists.set(parentId, [{ id, index: key }])
      else list.push({ id, index: key })
      if (parentId !== null && !isAlive(parentId)) index.lostParents.add(parentId)
    }
    for (const list of index.lists.values()) list.sort(compareSiblings)
    return index
  }

  /** Children in paint order; on the canvas also those whose parent is not alive. */
  read(parentId: ShapeId | null): readonly Sibling[] {
    if (parentId !== null) return this.isAlive(parentId) ? this.stored(parentId) : []
    if (this.lostParents.size === 0) return this.stored(null)
    return mergeSorted([this.stored(null), ...[...this.lostParents].map((lost) => this.stored(lost))])
  }

  /** Follows one write; called after the write, so that `isAlive` tells the new truth. */
  move(before: Placed | undefined, after: Placed | undefined): void {
    if (before !== undefined) this.remove(before)
    if (after !== undefined) this.insert(after)
    if (before === undefined && after !== undefined) this.lostParents.delete(after.id)
    if (before !== undefined && after === undefined && this.stored(before.id).length > 0) {
      this.lostParents.add(before.id)
    }
  }

  private stored(parentId: ShapeId | null): readonly Sibling[] {
    return this.lists.get(parentId) ?? this.base?.stored(parentId) ?? []
  }

  private writable(parentId: ShapeId | null): Sibling[] {
    let list = this.lists.get(parentId)
    if (list === undefined) {
      list = this.base?.stored(parentId).slice() ?? []
      this.lists.set(parentId, list)
    }
    return list
  }

  private insert({ id, index, parentId }: Placed): void {
    const list = this.writable(parentId)
    const sibling = { id, index }
    const position = siblingPosition(list, sibling)
    if (position === list.length) list.push(sibling)
    else list.splice(position, 0, sibling)
    if (parentId !== null && !this.isAlive(parentId)) this.lostParents.add(parentId)
  }

  private remove(placed: Placed): void {
    const list = this.writable(placed.parentId)
    const position = siblingPosition(list, placed)
    if (list[position]?.id !== placed.id) return
    if (position === list.length - 1) list.pop()
    else list.splice(position, 1)
    if (list.length === 0 && placed.parentId !== null) this.lostParents.delete(placed.parentId)
  }
}
