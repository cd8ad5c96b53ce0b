import { type Bounds, boundsIntersect } from '@flowstate/engine'

/** Side of a cell in canvas units: large enough that most shapes lie in one to four cells. */
export const gridCellSize = 384
/** Boxes over more cells than this are kept in one list instead: a huge shape must not fill a million cells. */
const cellsPerBoxMax = 64

const cellOffset = 2 ** 25
const cellStride = 2 ** 26

interface Entry<Id> {
  readonly id: Id
  bounds: Bounds
  large: boolean
  /** The query that has found it last. */
  foundBy: number
}

/** Finds boxes by place. Moving a box within its cells costs next to nothing. */
export interface GridIndex<Id> {
  readonly size: number
  set(id: Id, bounds: Bounds): void
  delete(id: Id): void
  boundsOf(id: Id): Bounds | undefined
  /** Ids whose boxes touch the area, each once, in no particular order. */
  query(area: Bounds): Id[]
  /** Whether a query would find anything. */
  hasAny(area: Bounds): boolean
  /** About how many boxes there are in an area, never too few: a box is counted in every cell it lies in. */
  estimate(area: Bounds): number
}

interface CellRange {
  readonly minX: number
  readonly minY: number
  readonly maxX: number
  readonly maxY: number
}

function cellRange(bounds: Bounds): CellRange {
  return {
    minX: Math.floor(bounds.minX / gridCellSize),
    minY: Math.floor(bounds.minY / gridCellSize),
    maxX: Math.floor(bounds.maxX / gridCellSize),
    maxY: Math.floor(bounds.maxY / gridCellSize),
  }
}

function cellCount(range: CellRange): number {
  return (range.maxX - range.minX + 1) * (range.maxY - range.minY + 1)
}

function sameRange(a: CellRange, b: CellRange): boolean {
  return a.minX === b.minX && a.minY === b.minY && a.maxX === b.maxX && a.maxY === b.maxY
}

export function createGridIndex<Id>(): GridIndex<Id> {
  const entries = new Map<Id, Entry<Id>>()
  const cells = new Map<number, Entry<Id>[]>()
  const large = new Set<Entry<Id>>()
  let queries = 0

  const forEachKey = (range: CellRange, visit: (key: number) => void): void => {
    for (let y = range.minY; y <= range.maxY; y++) {
      for (let x = range.minX; x <= range.maxX; x++) visit((x + cellOffset) * cellStride + y + cellOffset)
    }
  }

  const unlink = (entry: Entry<Id>): void => {
    if (entry.large) {
      large.delete(entry)
      return
    }
    forEachKey(cellRange(entry.bounds), (key) => {
      const cell = cells.get(key)
      if (cell === undefined) return
      const last = cell.pop()
      if (last !== undefined && last !== entry) cell[cell.indexOf(entry)] = last
      if (cell.length === 0) cells.delete(key)
    })
  }

  const link = (entry: Entry<Id>, range: CellRange): void => {
    entry.large = cellCount(range) > cellsPerBoxMax
    if (entry.large) {
      large.add(entry)
      return
    }
    forEachKey(range, (key) => {
      const cell = cells.get(key)
      if (cell === undefined) cells.set(key, [entry])
      else cell.push(entry)
    })
  }

  const queryCells = (area: Bounds, range: CellRange): Id[] => {
    const found: Id[] = []
    queries += 1
    const test = (entry: Entry<Id>): void => {
      if (entry.foundBy === queries) return
      entry.foundBy = queries
      if (boundsIntersect(entry.bounds, area)) found.push(entry.id)
    }
    forEachKey(range, (key) => cells.get(key)?.forEach(test))
    large.forEach(test)
    return found
  }

  return {
    get size() {
      return entries.size
    },
    set(id, bounds) {
      const range = cellRange(bounds)
      const known = entries.get(id)
      if (known === undefined) {
        const entry = { id, bounds, large: false, foundBy: 0 }
        entries.set(id, entry)
        link(entry, range)
        return
      }
      if (!known.large && sameRange(cellRange(known.bounds), range)) {
        known.bounds = bounds
        return
      }
      unlink(known)
      known.bounds = bounds
      link(known, range)
    },
    delete(id) {
      const known = entries.get(id)
      if (known === undefined) return
      unlink(known)
      entries.delete(id)
    },
    boundsOf: (id) => entries.get(id)?.bounds,
    query(area) {
      const range = cellRange(area)
      if (cellCount(range) <= cells.size + 1) return queryCells(area, range)
      const found: Id[] = []
      for (const [id, entry] of entries) if (boundsIntersect(entry.bounds, area)) found.push(id)
      return found
    },
    hasAny(area) {
      const range = cellRange(area)
      if (cellCount(range) <= cells.size + 1) return queryCells(area, range).length > 0
      // A large area: one of the first will do.
      for (const { bounds } of entries.values()) if (boundsIntersect(bounds, area)) return true
      return false
    },
    estimate(area) {
      const range = cellRange(area)
      if (cellCount(range) > cells.size) return entries.size
      let count = large.size
      forEachKey(range, (key) => {
        count += cells.get(key)?.length ?? 0
      })
      return count
    },
  }
}
