import type { Bounds } from '@flowstate/engine'

/** Side of a cell in pixels. */
export const cellPixels = 32

/**
 * Which parts of a bitmap are out of date, in square cells: the changes of an hour take no more room than those of a moment, and
 * two that are far from each other do not become one that covers all between them. Everything here is in pixels of the bitmap.
 */
export interface DirtyCells {
  isEmpty(): boolean
  add(box: Bounds): void
  /** Takes out neighbours in a row, no more than so many; null if there are none. */
  take(cellsMax: number): Bounds | null
  /** What of a box is out of date. */
  within(box: Bounds): readonly Bounds[]
}

export function createDirtyCells(width: number, height: number): DirtyCells {
  const columns = Math.ceil(width / cellPixels)
  const rows = Math.ceil(height / cellPixels)
  const flags = new Uint8Array(columns * rows)
  let count = 0

  const boxOf = (row: number, left: number, right: number): Bounds => ({
    minX: left * cellPixels,
    minY: row * cellPixels,
    maxX: Math.min(width, right * cellPixels),
    maxY: Math.min(height, (row + 1) * cellPixels),
  })

  const cellsOf = ({ minX, minY, maxX, maxY }: Bounds) => ({
    left: Math.max(0, Math.floor(minX / cellPixels)),
    top: Math.max(0, Math.floor(minY / cellPixels)),
    right: Math.min(columns, Math.ceil(maxX / cellPixels)),
    bottom: Math.min(rows, Math.ceil(maxY / cellPixels)),
  })

  return {
    isEmpty: () => count === 0,
    add(box) {
      const { left, top, right, bottom } = cellsOf(box)
      for (let row = top; row < bottom; row++) {
        for (let at = row * columns + left; at < row * columns + right; at++) {
          count += 1 - (flags[at] ?? 1)
          flags[at] = 1
        }
      }
    },
    take(cellsMax) {
      const first = flags.indexOf(1)
      if (first < 0) return null
      const row = Math.floor(first / columns)
      let end = first
      const last = Math.min((row + 1) * columns, first + cellsMax)
      while (end < last && flags[end] === 1) end += 1
      flags.fill(0, first, end)
      count -= end - first
      return boxOf(row, first - row * columns, end - row * columns)
    },
    within(box) {
      const { left, top, right, bottom } = cellsOf(box)
      const found: Bounds[] = []
      for (let row = top; row < bottom && count > 0; row++) {
        let from = left
        for (let column = left; column <= right; column++) {
          if (column < right && flags[row * columns + column] === 1) continue
          if (column > from) found.push(boxOf(row, from, column))
          from = column + 1
        }
      }
      return found
    },
  }
}
