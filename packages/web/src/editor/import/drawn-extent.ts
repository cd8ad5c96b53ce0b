import type { Bounds } from '@flowstate/engine'
import type { DrawnShape } from './drawing.ts'

function numbersOf(value: unknown): readonly number[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'number') : []
}

/** The box around shapes, turns and the size of free text left aside: enough for laying out what stands side by side. */
export function drawnExtent(shapes: readonly DrawnShape[]): Bounds | null {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity]
  const reach = (x: number, y: number): void => {
    minX = Math.min(minX, x)
    minY = Math.min(minY, y)
    maxX = Math.max(maxX, x)
    maxY = Math.max(maxY, y)
  }
  for (const { kind, cells } of shapes) {
    const [x, y] = numbersOf(cells.position)
    if (x === undefined || y === undefined) continue
    reach(x, y)
    const [width, height] = numbersOf(cells.size)
    if (width !== undefined && height !== undefined) reach(x + width, y + height)
    const points = numbersOf(cells.points)
    const stride = kind === 'stroke' || kind === 'highlight' ? 3 : 2
    for (let i = 0; i + 1 < points.length; i += stride)
      reach(x + (points[i] as number), y + (points[i + 1] as number))
    if (kind === 'text') reach(x + 200, y + 40)
  }
  return Number.isFinite(minX) ? { minX, minY, maxX, maxY } : null
}
