import type { CanvasState, ShapeId } from '@flowstate/engine'

/** The places in a list of numbers that one of its longest rising subsequences takes (patience sorting, with links back). */
function longestRise(numbers: readonly number[]): ReadonlySet<number> {
  /** By length, where the rise of that length that ends lowest ends. */
  const ends: number[] = []
  const before: (number | undefined)[] = []
  numbers.forEach((number, at) => {
    let low = 0
    let high = ends.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((numbers[ends[middle] as number] as number) < number) low = middle + 1
      else high = middle
    }
    before[at] = ends[low - 1]
    ends[low] = at
  })
  const taken = new Set<number>()
  for (let at = ends.at(-1); at !== undefined; at = before[at]) taken.add(at)
  return taken
}

/** Shapes of one parent that stand elsewhere among those that were and are its children; as few as explain the order. */
function reorderedUnder(then: CanvasState, now: CanvasState, parentId: ShapeId | null): ReadonlySet<ShapeId> {
  const ranks = new Map(now.children(parentId).map(({ id }, rank) => [id, rank]))
  const ids = then.children(parentId).flatMap(({ id }) => (ranks.has(id) ? [id] : []))
  const steady = longestRise(ids.map((id) => ranks.get(id) as number))
  return new Set(ids.filter((_, at) => !steady.has(at)))
}

/**
 * Tells whether a shape stands elsewhere among its siblings. Its key says nothing: it may be another one for the same place,
 * after a rebalance (OP8) or because somebody else has it (UN11).
 */
export function reordering(
  then: CanvasState,
  now: CanvasState,
): (id: ShapeId, parentId: ShapeId | null) => boolean {
  const known = new Map<ShapeId | null, ReadonlySet<ShapeId>>()
  return (id, parentId) => {
    const ids = known.get(parentId) ?? reorderedUnder(then, now, parentId)
    known.set(parentId, ids)
    return ids.has(id)
  }
}
