import type { Bounds } from '@flowstate/engine'
import type { DrawnShape } from './drawing.ts'
import { type DrawnText, proseSize } from './drawn-text.ts'

function numbersOf(value: unknown): readonly number[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'number') : []
}

function textOf(cells: DrawnShape['cells']): DrawnText {
  const { text, font, fontSize } = cells
  return {
    text: typeof text === 'string' ? text : '',
    font: font === 'sans' || font === 'serif' || font === 'mono' ? font : 'hand',
    fontSize: typeof fontSize === 'number' ? fontSize : 20,
  }
}

/** The box around shapes, turns left aside: enough for laying out what stands side by side. */
export function drawnExtent(shapes: readonly Pick<DrawnShape, 'kind' | 'cells'>[]): Bounds | null {
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
    if (kind === 'text') {
      const size = proseSize(textOf(cells), typeof cells.width === 'number' ? cells.width : null)
      reach(x + size.width, y + size.height)
    }
  }
  return Number.isFinite(minX) ? { minX, minY, maxX, maxY } : null
}
