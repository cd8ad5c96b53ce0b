import type { Bounds, Point, Size } from '@flowstate/engine'

/** Canvas units between pictures that arrive together. */
const gap = 16
/** The part of what is seen that pictures may fill. */
const share = 0.7
const columnsMax = 4

/** Makes a size fit another, never larger than it is. */
function fitInto(size: Size, room: Size): Size {
  const scale = Math.min(1, room.width / size.width, room.height / size.height)
  return { width: Math.max(1, size.width * scale), height: Math.max(1, size.height * scale) }
}

/**
 * Boxes for pictures that arrive together: side by side in rows, the whole of them around a point, each no larger than its
 * pixels and all together no larger than what is seen.
 * @param room what is seen, in canvas units
 */
export function layoutImages(sizes: readonly Size[], centre: Point, room: Size): readonly Bounds[] {
  const columns = Math.min(sizes.length, columnsMax)
  const rowCount = Math.ceil(sizes.length / Math.max(1, columns))
  const cell = {
    width: Math.max(1, (room.width * share - gap * (columns - 1)) / columns),
    height: Math.max(1, (room.height * share - gap * (rowCount - 1)) / rowCount),
  }
  const rows = Array.from({ length: rowCount }, (_, row) =>
    sizes.slice(row * columns, (row + 1) * columns).map((size) => fitInto(size, cell)),
  )
  const heights = rows.map((row) => Math.max(...row.map(({ height }) => height)))
  let top = centre.y - (heights.reduce((sum, height) => sum + height, 0) + gap * (rowCount - 1)) / 2
  const boxes: Bounds[] = []
  rows.forEach((row, i) => {
    let left = centre.x - (row.reduce((sum, { width }) => sum + width, 0) + gap * (row.length - 1)) / 2
    for (const { width, height } of row) {
      boxes.push({ minX: left, minY: top, maxX: left + width, maxY: top + height })
      left += width + gap
    }
    top += (heights[i] ?? 0) + gap
  })
  return boxes
}
