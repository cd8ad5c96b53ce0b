import type { CellValue } from '../change.ts'

export interface Point {
  readonly x: number
  readonly y: number
}

/** An upright rectangle in canvas coordinates. */
export interface Bounds {
  readonly minX: number
  readonly minY: number
  readonly maxX: number
  readonly maxY: number
}

/** A rectangle that is written into: looking at every shape of a canvas must not make an object for each. */
export interface WritableBounds {
  minX: number
  minY: number
  maxX: number
  maxY: number
}

/** The upright rectangle between two opposite corners, given in any order. */
export function boundsBetween(a: Point, b: Point): Bounds {
  return {
    minX: Math.min(a.x, b.x),
    minY: Math.min(a.y, b.y),
    maxX: Math.max(a.x, b.x),
    maxY: Math.max(a.y, b.y),
  }
}

/** The smallest rectangle around all points; null when there are none. */
export function boundsOfPoints(points: readonly Point[]): Bounds | null {
  const first = points[0]
  if (first === undefined) return null
  let { x: minX, y: minY } = first
  let { x: maxX, y: maxY } = first
  for (const point of points) {
    if (point.x < minX) minX = point.x
    if (point.x > maxX) maxX = point.x
    if (point.y < minY) minY = point.y
    if (point.y > maxY) maxY = point.y
  }
  return { minX, minY, maxX, maxY }
}

/**
 * Writes the smallest rectangle around points in a flat list.
 * @param stride how many items each point takes, its coordinates first
 * @returns false, with nothing written, where there is no point, or something that is no number
 */
export function spanPoints(out: WritableBounds, items: readonly CellValue[], stride: 2 | 3): boolean {
  let minX = Number.POSITIVE_INFINITY
  let minY = minX
  let maxX = -minX
  let maxY = maxX
  for (let i = 0; i + 1 < items.length; i += stride) {
    const x = items[i]
    const y = items[i + 1]
    if (typeof x !== 'number' || typeof y !== 'number') return false
    if (stride === 3 && i + 2 < items.length && typeof items[i + 2] !== 'number') return false
    if (x < minX) minX = x
    if (x > maxX) maxX = x
    if (y < minY) minY = y
    if (y > maxY) maxY = y
  }
  if (minX > maxX) return false
  out.minX = minX
  out.minY = minY
  out.maxX = maxX
  out.maxY = maxY
  return true
}

/** The smallest rectangle around two. */
export function joinBounds(a: Bounds, b: Bounds): Bounds {
  return {
    minX: Math.min(a.minX, b.minX),
    minY: Math.min(a.minY, b.minY),
    maxX: Math.max(a.maxX, b.maxX),
    maxY: Math.max(a.maxY, b.maxY),
  }
}

/** The smallest rectangle around all; null when there are none. */
export function unionBounds(all: Iterable<Bounds>): Bounds | null {
  let union: Bounds | null = null
  for (const one of all) union = union === null ? one : joinBounds(union, one)
  return union
}

export function expandBounds(bounds: Bounds, by: number): Bounds {
  return {
    minX: bounds.minX - by,
    minY: bounds.minY - by,
    maxX: bounds.maxX + by,
    maxY: bounds.maxY + by,
  }
}

export function boundsIntersect(a: Bounds, b: Bounds): boolean {
  return a.minX <= b.maxX && a.maxX >= b.minX && a.minY <= b.maxY && a.maxY >= b.minY
}

export function boundsContain(outer: Bounds, inner: Bounds): boolean {
  return (
    outer.minX <= inner.minX &&
    outer.minY <= inner.minY &&
    outer.maxX >= inner.maxX &&
    outer.maxY >= inner.maxY
  )
}

export function boundsContainPoint(bounds: Bounds, point: Point): boolean {
  return point.x >= bounds.minX && point.x <= bounds.maxX && point.y >= bounds.minY && point.y <= bounds.maxY
}

export function centreOf(bounds: Bounds): Point {
  return { x: (bounds.minX + bounds.maxX) / 2, y: (bounds.minY + bounds.maxY) / 2 }
}

export function boundsWidth(bounds: Bounds): number {
  return bounds.maxX - bounds.minX
}

export function boundsHeight(bounds: Bounds): number {
  return bounds.maxY - bounds.minY
}

/** The corners, clockwise from the top left. */
export function cornersOf(bounds: Bounds): readonly [Point, Point, Point, Point] {
  return [
    { x: bounds.minX, y: bounds.minY },
    { x: bounds.maxX, y: bounds.minY },
    { x: bounds.maxX, y: bounds.maxY },
    { x: bounds.minX, y: bounds.maxY },
  ]
}

/** @param angle radians, clockwise as the canvas' y axis points down */
export function rotateAbout(point: Point, centre: Point, angle: number): Point {
  if (angle === 0) return point
  const cos = Math.cos(angle)
  const sin = Math.sin(angle)
  const dx = point.x - centre.x
  const dy = point.y - centre.y
  return { x: centre.x + dx * cos - dy * sin, y: centre.y + dx * sin + dy * cos }
}
