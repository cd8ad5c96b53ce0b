import { type Bounds, boundsIntersect } from '@flowstate/engine'

/** Side of a cell in canvas units: large enough that most shapes lie in one to four cells. */
export const gridCellSize = 384
/** Boxes over more cells than this are kept in one list instead: a huge shape must not fill a million cells. */
const cellsPerBoxMax = 64

const cellOffset = 2 ** 25
const cellStride = 2 ** 26

interface Entry {
  bounds: Bounds
  large: boolean
}

/** Finds boxes by place. Moving a box within its cells costs next to nothing. */
export interface GridIndex<Id> {
  readonly size: number
  set(id: Id, bounds: Bounds): void
  delete(id: Id): void
  boundsOf(id: Id): Bounds | undefined
  /** Ids whose boxes touch the area, each once, in no particular order. */
  query(area: Bounds): Id[]
  clear(): void
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
  const entries = new Map<Id, Entry>()
  const cells = new Map<number, Set<Id>>()
  const large = new Set<Id>()

  const forEachKey = (range: CellRange, visit: (key: number) => void): void => {
    for (let y = range.minY; y <= range.maxY; y++) {
      for (let x = range.minX; x <= range.maxX; x++) visit((x + cellOffset) * cellStride + y + cellOffset)
    }
  }

  const unlink = (id: Id, entry: Entry): void => {
    if (entry.large) {
      large.delete(id)
      return
    }
    forEachKey(cellRange(entry.bounds), (key) => {
      const cell = cells.get(key)
      if (cell === undefined) return
      cell.delete(id)
      if (cell.size === 0) cells.delete(key)
    })
  }

  const link = (id: Id, bounds: Bounds, range: CellRange): void => {
    const isLarge = cellCount(range) > cellsPerBoxMax
    entries.set(id, { bounds, large: isLarge })
    if (isLarge) {
      large.add(id)
      return
    }
    forEachKey(range, (key) => {
      const cell = cells.get(key)
      if (cell === undefined) cells.set(key, new Set([id]))
      else cell.add(id)
    })
  }

  const queryCells = (area: Bounds, range: CellRange): Id[] => {
    const found = new Set<Id>()
    forEachKey(range, (key) => {
      for (const id of cells.get(key) ?? []) {
        const entry = entries.get(id)
        if (entry !== undefined && boundsIntersect(entry.bounds, area)) found.add(id)
      }
    })
    for (const id of large) {
      const entry = entries.get(id)
      if (entry !== undefined && boundsIntersect(entry.bounds, area)) found.add(id)
    }
    return [...found]
  }

  return {
    get size() {
      return entries.size
    },
    set(id, bounds) {
      const range = cellRange(bounds)
      const known = entries.get(id)
      if (known !== undefined) {
        if (!known.large && sameRange(cellRange(known.bounds), range)) {
          known.bounds = bounds
          return
        }
        unlink(id, known)
      }
      link(id, bounds, range)
    },
    delete(id) {
      const known = entries.get(id)
      if (known === undefined) return
      unlink(id, known)
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
    clear() {
      entries.clear()
      cells.clear()
      large.clear()
    },
  }
}
