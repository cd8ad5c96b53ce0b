interface GridPlace {
  readonly index: number
  readonly count: number
  readonly columns: number
}

/** Where a key leads in a grid that is filled row by row; null for keys that lead nowhere. The ends are walls. */
export function moveInGrid(key: string, { index, count, columns }: GridPlace): number | null {
  const last = count - 1
  if (last < 0) return null
  const rowOf = (at: number) => Math.floor(at / columns)
  switch (key) {
    case 'ArrowLeft':
      return Math.max(0, index - 1)
    case 'ArrowRight':
      return Math.min(last, index + 1)
    case 'ArrowUp':
      return index < columns ? index : index - columns
    case 'ArrowDown':
      // A last row that is not full: below its gap is its end.
      return rowOf(index) === rowOf(last) ? index : Math.min(last, index + columns)
    case 'Home':
      return 0
    case 'End':
      return last
    default:
      return null
  }
}

/** How many stand in the first row, as it is laid out now. */
export function columnsOf(list: Element): number {
  const items = [...list.children]
  const top = items[0]?.getBoundingClientRect().top
  const inRow = items.findIndex((item) => item.getBoundingClientRect().top !== top)
  return Math.max(1, inRow < 0 ? items.length : inRow)
}
