import type { Point } from './bounds.ts'

export function distanceBetween(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y)
}

export function polylineLength(line: readonly Point[]): number {
  let length = 0
  for (let i = 1; i < line.length; i++) length += distanceBetween(line[i - 1] as Point, line[i] as Point)
  return length
}

export function distanceToSegment(point: Point, from: Point, to: Point): number {
  const dx = to.x - from.x
  const dy = to.y - from.y
  const lengthSquared = dx * dx + dy * dy
  const along = lengthSquared === 0 ? 0 : ((point.x - from.x) * dx + (point.y - from.y) * dy) / lengthSquared
  const t = Math.min(1, Math.max(0, along))
  return Math.hypot(point.x - from.x - t * dx, point.y - from.y - t * dy)
}

/** Infinity for a line without points. */
export function distanceToPolyline(point: Point, line: readonly Point[]): number {
  const only = line[0]
  if (only === undefined) return Number.POSITIVE_INFINITY
  let nearest = distanceBetween(point, only)
  for (let i = 1; i < line.length; i++) {
    nearest = Math.min(nearest, distanceToSegment(point, line[i - 1] as Point, line[i] as Point))
  }
  return nearest
}

/** Even-odd rule; the polygon closes itself. */
export function pointInPolygon(point: Point, polygon: readonly Point[]): boolean {
  let inside = false
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i++) {
    const a = polygon[i] as Point
    const b = polygon[j] as Point
    if (a.y > point.y !== b.y > point.y) {
      const x = ((b.x - a.x) * (point.y - a.y)) / (b.y - a.y) + a.x
      if (point.x < x) inside = !inside
    }
  }
  return inside
}

/** Where two segments cross, as the fraction along the first; null when they do not. */
export function crossingFraction(from: Point, to: Point, a: Point, b: Point): number | null {
  const rx = to.x - from.x
  const ry = to.y - from.y
  const sx = b.x - a.x
  const sy = b.y - a.y
  const denominator = rx * sy - ry * sx
  if (denominator === 0) return null
  const t = ((a.x - from.x) * sy - (a.y - from.y) * sx) / denominator
  const u = ((a.x - from.x) * ry - (a.y - from.y) * rx) / denominator
  return t >= 0 && t <= 1 && u >= 0 && u <= 1 ? t : null
}

/** Whether a polyline touches an upright rectangle given as its closed corner polygon. */
export function polylineTouchesPolygon(line: readonly Point[], polygon: readonly Point[]): boolean {
  if (line.some((point) => pointInPolygon(point, polygon))) return true
  for (let i = 1; i < line.length; i++) {
    for (let j = 0; j < polygon.length; j++) {
      const a = polygon[j] as Point
      const b = polygon[(j + 1) % polygon.length] as Point
      if (crossingFraction(line[i - 1] as Point, line[i] as Point, a, b) !== null) return true
    }
  }
  return false
}
