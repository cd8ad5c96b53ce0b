import type { Bounds } from '@flowstate/engine'

/** Side of a cell in canvas units: large enough that most shapes lie in one to four cells. */
export const gridCellSize = 384
/** Boxes over more cells than this are kept in one list instead: a huge shape must not fill a million cells. */
const cellsPerBoxMax = 64

const cellOffset = 2 ** 25
const cellStride = 2 ** 26
/** Lists double when they are full. */
const slotsAtFirst = 1024

/** Things by id, and found by the boxes they are in. Moving a box within its cells costs next to nothing. */
export interface GridIndex<Id, Item> {
  readonly size: number
  /**
   * Puts everything into an empty index, whose cells are made when the first thing is looked up, moved or removed, or `settle`
   * is called: until then all boxes are walked through, which costs less than the cells for the first picture of a canvas.
   * @param count of items: memory for their boxes is got at once
   * @param boundsOf may give the same object each time
   */
  fill(items: Iterable<Item>, count: number, boundsOf: (item: Item) => Bounds): void
  settle(): void
  isSettled(): boolean
  /** Takes over the numbers of the box; the object may be used again. */
  set(item: Item, bounds: Bounds): void
  delete(id: Id): void
  get(id: Id): Item | undefined
  ids(): IterableIterator<Id>
  boundsOf(id: Id): Bounds | undefined
  /** What has a box that touches the area, each once, in no particular order. */
  query(area: Bounds): Item[]
  /** Whether a query would find anything. */
  hasAny(area: Bounds): boolean
  /** About how many boxes there are in an area, never too few: a box is counted in every cell it lies in. */
  estimate(area: Bounds): number
  /** The box around all boxes but those of some; null where there are none. */
  extent(without: (item: Item) => boolean): Bounds | null
}

interface CellRange {
  readonly minX: number
  readonly minY: number
  readonly maxX: number
  readonly maxY: number
}

const cellOf = (coordinate: number): number => Math.floor(coordinate / gridCellSize)

const keyOf = (x: number, y: number): number => (x + cellOffset) * cellStride + y + cellOffset

function cellRange({ minX, minY, maxX, maxY }: Bounds): CellRange {
  return { minX: cellOf(minX), minY: cellOf(minY), maxX: cellOf(maxX), maxY: cellOf(maxY) }
}

function cellCount(range: CellRange): number {
  return (range.maxX - range.minX + 1) * (range.maxY - range.minY + 1)
}

function sameRange(a: CellRange, b: CellRange): boolean {
  return a.minX === b.minX && a.minY === b.minY && a.maxX === b.maxX && a.maxY === b.maxY
}

/** Boxes have slots, four numbers each in one list: an object for every box would be half the work of opening a large canvas. */
export function createGridIndex<Id, Item>(idOf: (item: Item) => Id): GridIndex<Id, Item> {
  const slots = new Map<Id, number>()
  /** By slot, as the lists below. */
  const items: (Item | undefined)[] = []
  const free: number[] = []
  let boxes = new Float64Array(slotsAtFirst * 4)
  /** The query that has found a slot last. */
  let foundBy = new Uint32Array(0)
  const cells = new Map<number, number[]>()
  const large = new Set<number>()
  let queries = 0
  let isSettled = true

  const newSlot = (item: Item): number => {
    const slot = free.pop() ?? items.push(undefined) - 1
    items[slot] = item
    if (slot * 4 === boxes.length) {
      const small = boxes
      boxes = new Float64Array(slot * 8)
      boxes.set(small)
    }
    return slot
  }

  const boxAt = (slot: number): Bounds => {
    const at = slot * 4
    return {
      minX: boxes[at] as number,
      minY: boxes[at + 1] as number,
      maxX: boxes[at + 2] as number,
      maxY: boxes[at + 3] as number,
    }
  }

  const touches = (slot: number, { minX, minY, maxX, maxY }: Bounds): boolean => {
    const at = slot * 4
    return (
      (boxes[at] as number) <= maxX &&
      (boxes[at + 1] as number) <= maxY &&
      (boxes[at + 2] as number) >= minX &&
      (boxes[at + 3] as number) >= minY
    )
  }

  const write = (slot: number, bounds: Bounds): void => {
    const at = slot * 4
    boxes[at] = bounds.minX
    boxes[at + 1] = bounds.minY
    boxes[at + 2] = bounds.maxX
    boxes[at + 3] = bounds.maxY
  }

  const forEachKey = (range: CellRange, visit: (key: number) => void): void => {
    for (let y = range.minY; y <= range.maxY; y++) {
      for (let x = range.minX; x <= range.maxX; x++) visit(keyOf(x, y))
    }
  }

  const unlink = (slot: number): void => {
    if (large.delete(slot)) return
    forEachKey(cellRange(boxAt(slot)), (key) => {
      const cell = cells.get(key)
      if (cell === undefined) return
      const last = cell.pop()
      if (last !== undefined && last !== slot) cell[cell.indexOf(slot)] = last
      if (cell.length === 0) cells.delete(key)
    })
  }

  const link = (slot: number, range: CellRange): void => {
    if (cellCount(range) > cellsPerBoxMax) {
      large.add(slot)
      return
    }
    forEachKey(range, (key) => {
      const cell = cells.get(key)
      if (cell === undefined) cells.set(key, [slot])
      else cell.push(slot)
    })
  }

  const settle = (): void => {
    if (isSettled) return
    isSettled = true
    for (let slot = 0; slot < items.length; slot++) {
      const item = items[slot]
      if (item === undefined) continue
      slots.set(idOf(item), slot)
      link(slot, cellRange(boxAt(slot)))
    }
  }

  const queryCells = (area: Bounds, range: CellRange): Item[] => {
    const found: Item[] = []
    queries += 1
    if (foundBy.length < items.length) foundBy = new Uint32Array(boxes.length / 4)
    const test = (slot: number): void => {
      if (foundBy[slot] === queries) return
      foundBy[slot] = queries
      if (touches(slot, area)) found.push(items[slot] as Item)
    }
    forEachKey(range, (key) => cells.get(key)?.forEach(test))
    large.forEach(test)
    return found
  }

  /** Walks through all: an area of very many cells, or no cells yet. */
  const queryAll = (area: Bounds): Item[] => {
    const found: Item[] = []
    for (let slot = 0; slot < items.length; slot++) {
      const item = items[slot]
      if (item !== undefined && touches(slot, area)) found.push(item)
    }
    return found
  }

  const query = (area: Bounds): Item[] => {
    const range = cellRange(area)
    return isSettled && cellCount(range) <= cells.size + 1 ? queryCells(area, range) : queryAll(area)
  }

  return {
    get size() {
      return items.length - free.length
    },
    fill(all, count, boundsOf) {
      isSettled = false
      if (count * 4 > boxes.length) boxes = new Float64Array(count * 4)
      for (const item of all) write(newSlot(item), boundsOf(item))
    },
    settle,
    isSettled: () => isSettled,
    set(item, bounds) {
      settle()
      const range = cellRange(bounds)
      const known = slots.get(idOf(item))
      const slot = known ?? newSlot(item)
      items[slot] = item
      const stays = known !== undefined && sameRange(cellRange(boxAt(slot)), range)
      if (known === undefined) slots.set(idOf(item), slot)
      else if (!stays) unlink(slot)
      write(slot, bounds)
      if (!stays) link(slot, range)
    },
    delete(id) {
      settle()
      const slot = slots.get(id)
      if (slot === undefined) return
      unlink(slot)
      slots.delete(id)
      items[slot] = undefined
      free.push(slot)
    },
    get(id) {
      settle()
      const slot = slots.get(id)
      return slot === undefined ? undefined : items[slot]
    },
    ids() {
      settle()
      return slots.keys()
    },
    boundsOf(id) {
      settle()
      const slot = slots.get(id)
      return slot === undefined ? undefined : boxAt(slot)
    },
    query,
    hasAny(area) {
      const range = cellRange(area)
      if (isSettled && cellCount(range) <= cells.size + 1) return queryCells(area, range).length > 0
      // A large area: one of the first will do.
      return items.some((item, slot) => item !== undefined && touches(slot, area))
    },
    estimate(area) {
      if (!isSettled) return queryAll(area).length
      const range = cellRange(area)
      if (cellCount(range) > cells.size) return slots.size
      let count = large.size
      forEachKey(range, (key) => {
        count += cells.get(key)?.length ?? 0
      })
      return count
    },
    extent(without) {
      let minX = Number.POSITIVE_INFINITY
      let minY = Number.POSITIVE_INFINITY
      let maxX = Number.NEGATIVE_INFINITY
      let maxY = Number.NEGATIVE_INFINITY
      for (let slot = 0; slot < items.length; slot++) {
        const item = items[slot]
        if (item === undefined || without(item)) continue
        const at = slot * 4
        minX = Math.min(minX, boxes[at] as number)
        minY = Math.min(minY, boxes[at + 1] as number)
        maxX = Math.max(maxX, boxes[at + 2] as number)
        maxY = Math.max(maxY, boxes[at + 3] as number)
      }
      return minX > maxX ? null : { minX, minY, maxX, maxY }
    },
  }
}
