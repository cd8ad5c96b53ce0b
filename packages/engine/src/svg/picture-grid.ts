import type { Bounds, Point } from '../geometry/bounds.ts'
import { element, type Markup } from './svg-markup.ts'
import { svgNumber } from './svg-number.ts'
import { joinNumbers } from './svg-path.ts'
import type { SvgView } from './svg-view.ts'

/** Steps of the grid per pixel: what is simplified is written in whole steps, which are short. */
export const stepsPerPixel = 2

/** Far beyond the edge of any picture. */
const stepsMax = 99_999

/** Places points of the canvas on the grid of a picture. */
export interface PictureGrid {
  x(canvasX: number): number
  y(canvasY: number): number
  /** Wraps what is written in steps. */
  wrap(parts: readonly Markup[]): readonly Markup[]
}

export function createPictureGrid({ area, scale }: SvgView): PictureGrid {
  const perUnit = scale * stepsPerPixel
  const step = (value: number, from: number) => {
    const steps = Math.round((value - from) * perUnit)
    return Number.isFinite(steps) ? Math.min(stepsMax, Math.max(-stepsMax, steps)) : 0
  }
  return {
    x: (canvasX) => step(canvasX, area.minX),
    y: (canvasY) => step(canvasY, area.minY),
    wrap(parts) {
      if (parts.length === 0) return []
      const place = `translate(${svgNumber(area.minX, 2)} ${svgNumber(area.minY, 2)})`
      const transform = `${place}scale(${svgNumber(1 / perUnit)})`
      return [element('g', { transform, 'stroke-linecap': 'butt' }, parts)]
    },
  }
}

export function boxOnGrid(grid: PictureGrid, { minX, minY, maxX, maxY }: Bounds): string {
  const left = grid.x(minX)
  const top = grid.y(minY)
  const width = Math.max(1, grid.x(maxX) - left)
  return `M${left} ${top}h${width}v${Math.max(1, grid.y(maxY) - top)}h${-width}z`
}

export function lineOnGrid(grid: PictureGrid, points: readonly Point[], closed: boolean): string {
  let data = ''
  let lastX = 0
  let lastY = 0
  for (const point of points) {
    const x = grid.x(point.x)
    const y = grid.y(point.y)
    if (data === '') data = `M${x} ${y}l`
    else if (x !== lastX || y !== lastY) data += joinNumbers([x - lastX, y - lastY], 0, data.endsWith('l'))
    lastX = x
    lastY = y
  }
  if (data.endsWith('l')) data += '0 0'
  return closed ? `${data}z` : data
}
