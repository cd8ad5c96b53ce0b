import type { Point } from './bounds.ts'
import { distanceBetween } from './polyline.ts'

/** One step of an outline: move, line, cubic curve, close. Plain data, so that painting, hitting and export share it. */
export type PathCommand =
  | readonly ['M', x: number, y: number]
  | readonly ['L', x: number, y: number]
  | readonly ['C', x1: number, y1: number, x2: number, y2: number, x: number, y: number]
  | readonly ['Z']

export type Path = readonly PathCommand[]

/** Length of the handle that makes a cubic curve a quarter of a circle, as a fraction of the radius. */
export const quarterArcHandle = 0.5522847498

export function polylinePath(points: readonly Point[], closed: boolean): Path {
  const path: PathCommand[] = points.map((point, i) => [i === 0 ? 'M' : 'L', point.x, point.y])
  if (closed) path.push(['Z'])
  return path
}

export function ellipsePath(centre: Point, radiusX: number, radiusY: number): Path {
  const { x, y } = centre
  const hx = radiusX * quarterArcHandle
  const hy = radiusY * quarterArcHandle
  return [
    ['M', x + radiusX, y],
    ['C', x + radiusX, y + hy, x + hx, y + radiusY, x, y + radiusY],
    ['C', x - hx, y + radiusY, x - radiusX, y + hy, x - radiusX, y],
    ['C', x - radiusX, y - hy, x - hx, y - radiusY, x, y - radiusY],
    ['C', x + hx, y - radiusY, x + radiusX, y - hy, x + radiusX, y],
    ['Z'],
  ]
}

function towards(from: Point, to: Point, distance: number): Point {
  const length = distanceBetween(from, to)
  if (length === 0) return from
  const t = distance / length
  return { x: from.x + (to.x - from.x) * t, y: from.y + (to.y - from.y) * t }
}

/** A polygon, or an open line, whose corners are rounded as far as the neighbouring sides allow. */
export function roundedPath(points: readonly Point[], radius: number, closed: boolean): Path {
  if (radius <= 0 || points.length < 3) return polylinePath(points, closed)
  const path: PathCommand[] = []
  const count = points.length
  for (let i = 0; i < count; i++) {
    const corner = points[i] as Point
    if (!closed && (i === 0 || i === count - 1)) {
      path.push([i === 0 ? 'M' : 'L', corner.x, corner.y])
      continue
    }
    const before = points[(i + count - 1) % count] as Point
    const after = points[(i + 1) % count] as Point
    const reach = Math.min(radius, distanceBetween(corner, before) / 2, distanceBetween(corner, after) / 2)
    const enter = towards(corner, before, reach)
    const leave = towards(corner, after, reach)
    const c1 = towards(enter, corner, reach * quarterArcHandle)
    const c2 = towards(leave, corner, reach * quarterArcHandle)
    path.push([path.length === 0 ? 'M' : 'L', enter.x, enter.y])
    path.push(['C', c1.x, c1.y, c2.x, c2.y, leave.x, leave.y])
  }
  if (closed) path.push(['Z'])
  return path
}

/** A smooth open curve through all points (Catmull-Rom, as cubic curves). */
export function smoothPath(points: readonly Point[]): Path {
  if (points.length < 3) return polylinePath(points, false)
  const path: PathCommand[] = []
  points.forEach((point, i) => {
    if (i === 0) {
      path.push(['M', point.x, point.y])
      return
    }
    const previous = points[i - 1] as Point
    const beforePrevious = points[i - 2] ?? previous
    const next = points[i + 1] ?? point
    path.push([
      'C',
      previous.x + (point.x - beforePrevious.x) / 6,
      previous.y + (point.y - beforePrevious.y) / 6,
      point.x - (next.x - previous.x) / 6,
      point.y - (next.y - previous.y) / 6,
      point.x,
      point.y,
    ])
  })
  return path
}

function cubicAt(points: readonly [Point, Point, Point, Point], t: number): Point {
  const [a, b, c, d] = points
  const s = 1 - t
  const wa = s * s * s
  const wb = 3 * s * s * t
  const wc = 3 * s * t * t
  const wd = t * t * t
  return { x: wa * a.x + wb * b.x + wc * c.x + wd * d.x, y: wa * a.y + wb * b.y + wc * c.y + wd * d.y }
}

/** Points along a path; each curve becomes `curveSteps` straight pieces. Sub-paths are joined end to end. */
export function flattenPath(path: Path, curveSteps = 10): readonly Point[] {
  const points: Point[] = []
  let start: Point = { x: 0, y: 0 }
  let current = start
  for (const command of path) {
    switch (command[0]) {
      case 'M':
        start = { x: command[1], y: command[2] }
        current = start
        points.push(current)
        break
      case 'L':
        current = { x: command[1], y: command[2] }
        points.push(current)
        break
      case 'C': {
        const from = current
        const end = { x: command[5], y: command[6] }
        const curve = [from, { x: command[1], y: command[2] }, { x: command[3], y: command[4] }, end] as const
        for (let step = 1; step <= curveSteps; step++) points.push(cubicAt(curve, step / curveSteps))
        current = end
        break
      }
      case 'Z':
        points.push(start)
        current = start
        break
    }
  }
  return points
}
