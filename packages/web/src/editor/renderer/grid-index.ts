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
  /** Takes over the numbers of the box; the object may be used again. */
  set(id: Id, item: Item, bounds: Bounds): void
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

/** Boxes have slots, four numbers each in one list: an object for every box would be half the work of opening a large canvas. */
export function createGridIndex<Id, Item>(): GridIndex<Id, Item> {
  const slots = new Map<Id, number>()
  /** By slot, as the lists below. */
  const items: (Item | undefined)[] = []
  const free: number[] = []
  let boxes = new Float64Array(slotsAtFirst * 4)
  /** The query that has found a slot last. */
  let foundBy = new Uint32Array(slotsAtFirst)
  const cells = new Map<number, number[]>()
  const large = new Set<number>()
  let queries = 0

  const newSlot = (id: Id): number => {
    const slot = free.pop() ?? items.push(undefined) - 1
    slots.set(id, slot)
    if (slot === foundBy.length) {
      const [smallBoxes, smallFoundBy] = [boxes, foundBy]
      boxes = new Float64Array(slot * 8)
      boxes.set(smallBoxes)
      foundBy = new Uint32Array(slot * 2)
      foundBy.set(smallFoundBy)
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

  const isWithinSameCells = (slot: number, bounds: Bounds): boolean => {
    const at = slot * 4
    return (
      cellOf(boxes[at] as number) === cellOf(bounds.minX) &&
      cellOf(boxes[at + 1] as number) === cellOf(bounds.minY) &&
      cellOf(boxes[at + 2] as number) === cellOf(bounds.maxX) &&
      cellOf(boxes[at + 3] as number) === cellOf(bounds.maxY)
    )
  }

  const write = (slot: number, bounds: Bounds): void => {
    const at = slot * 4
    boxes[at] = bounds.minX
    boxes[at + 1] = bounds.minY
    boxes[at + 2] = bounds.maxX
    boxes[at + 3] = bounds.maxY
  }

  const unlink = (slot: number): void => {
    if (large.delete(slot)) return
    const range = cellRange(boxAt(slot))
    for (let y = range.minY; y <= range.maxY; y++) {
      for (let x = range.minX; x <= range.maxX; x++) {
        const cell = cells.get(keyOf(x, y))
        if (cell === undefined) continue
        const last = cell.pop()
        if (last !== undefined && last !== slot) cell[cell.indexOf(slot)] = last
        if (cell.length === 0) cells.delete(keyOf(x, y))
      }
    }
  }

  const link = (slot: number, bounds: Bounds): void => {
    const minX = cellOf(bounds.minX)
    const minY = cellOf(bounds.minY)
    const maxX = cellOf(bounds.maxX)
    const maxY = cellOf(bounds.maxY)
    if ((maxX - minX + 1) * (maxY - minY + 1) > cellsPerBoxMax) {
      large.add(slot)
      return
    }
    for (let y = minY; y <= maxY; y++) {
      for (let x = minX; x <= maxX; x++) {
        const key = keyOf(x, y)
        const cell = cells.get(key)
        if (cell === undefined) cells.set(key, [slot])
        else cell.push(slot)
      }
    }
  }

  const queryCells = (area: Bounds, range: CellRange): Item[] => {
    const found: Item[] = []
    queries += 1
    const test = (slot: number): void => {
      if (foundBy[slot] === queries) return
      foundBy[slot] = queries
      if (touches(slot, area)) found.push(items[slot] as Item)
    }
    for (let y = range.minY; y <= range.maxY; y++) {
      for (let x = range.minX; x <= range.maxX; x++) cells.get(keyOf(x, y))?.forEach(test)
    }
    large.forEach(test)
    return found
  }

  return {
    get size() {
      return slots.size
    },
    set(id, item, bounds) {
      const known = slots.get(id)
      const slot = known ?? newSlot(id)
      items[slot] = item
      if (known !== undefined) {
        if (!large.has(slot) && isWithinSameCells(slot, bounds)) {
          write(slot, bounds)
          return
        }
        unlink(slot)
      }
      write(slot, bounds)
      link(slot, bounds)
    },
    delete(id) {
      const slot = slots.get(id)
      if (slot === undefined) return
      unlink(slot)
      slots.delete(id)
      items[slot] = undefined
      free.push(slot)
    },
    get(id) {
      const slot = slots.get(id)
      return slot === undefined ? undefined : items[slot]
    },
    ids: () => slots.keys(),
    boundsOf(id) {
      const slot = slots.get(id)
      return slot === undefined ? undefined : boxAt(slot)
    },
    query(area) {
      const range = cellRange(area)
      if (cellCount(range) <= cells.size + 1) return queryCells(area, range)
      const found: Item[] = []
      for (const slot of slots.values()) if (touches(slot, area)) found.push(items[slot] as Item)
      return found
    },
    hasAny(area) {
      const range = cellRange(area)
      if (cellCount(range) <= cells.size + 1) return queryCells(area, range).length > 0
      // A large area: one of the first will do.
      for (const slot of slots.values()) if (touches(slot, area)) return true
      return false
    },
    estimate(area) {
      const range = cellRange(area)
      if (cellCount(range) > cells.size) return slots.size
      let count = large.size
      for (let y = range.minY; y <= range.maxY; y++) {
        for (let x = range.minX; x <= range.maxX; x++) count += cells.get(keyOf(x, y))?.length ?? 0
      }
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
