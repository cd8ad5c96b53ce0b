import type { Point } from '@flowstate/engine'
import { boxPlace } from './plane-map.ts'

const near = (a: number, b: number, size: number): boolean => Math.abs(a - b) <= size * 0.04

const middle = (a: Point, b: Point): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 })
const length = (a: Point, b: Point): number => Math.hypot(b.x - a.x, b.y - a.y)

interface KnownOutline {
  readonly kind: 'rectangle' | 'diamond' | 'triangle'
  readonly position: readonly [number, number]
  readonly rotation?: number
  readonly size: readonly [number, number]
}

function boxAbout(
  kind: KnownOutline['kind'],
  centre: Point,
  box: { width: number; height: number; rotation: number },
): KnownOutline {
  const { width, height, rotation } = box
  const [cos, sin] = [Math.cos(rotation), Math.sin(rotation)]
  const corner = {
    x: centre.x - (width / 2) * cos + (height / 2) * sin,
    y: centre.y - (width / 2) * sin - (height / 2) * cos,
    rotation,
  }
  return { kind, ...boxPlace(corner, { width, height }), size: [width, height] }
}

/** The corner whose two sides are equal, or nearest to it, is the top. */
function asTriangle(corners: readonly Point[]): KnownOutline | null {
  const tops = corners.map((apex, i) => {
    const [b, c] = [corners[(i + 1) % 3] as Point, corners[(i + 2) % 3] as Point]
    return {
      apex,
      foot: middle(b, c),
      width: length(b, c),
      skew: Math.abs(length(apex, b) - length(apex, c)),
    }
  })
  const [top] = tops.toSorted((one, other) => one.skew - other.skew)
  if (top === undefined) return null
  const { apex, foot, width, skew } = top
  const height = length(foot, apex)
  if (width === 0 || height === 0 || skew > (width + height) * 0.04) return null
  const rotation = Math.atan2(apex.y - foot.y, apex.x - foot.x) + Math.PI / 2
  return boxAbout('triangle', middle(apex, foot), { width, height, rotation })
}

function asFourSided(corners: readonly Point[]): KnownOutline | null {
  const [a, b, c, d] = corners as readonly [Point, Point, Point, Point]
  const [one, other] = [middle(a, c), middle(b, d)]
  const [ac, bd] = [length(a, c), length(b, d)]
  if (ac === 0 || bd === 0 || length(one, other) > (ac + bd) * 0.02) return null
  const [width, height] = [length(a, b), length(b, c)]
  if (near(ac, bd, ac))
    return boxAbout('rectangle', one, { width, height, rotation: Math.atan2(b.y - a.y, b.x - a.x) })
  if (!near(width, height, width)) return null
  return boxAbout('diamond', one, { width: ac, height: bd, rotation: Math.atan2(c.y - a.y, c.x - a.x) })
}

/** Whether a path ends where it began. */
export function isClosedPath(points: readonly Point[]): boolean {
  const [first, last] = [points[0], points.at(-1)]
  if (first === undefined || last === undefined || points.length < 4) return false
  const reach = points.reduce((most, point) => Math.max(most, length(first, point)), 0)
  return length(first, last) <= Math.max(0.5, reach * 0.02)
}

/**
 * Closed paths of straight sides that are one of our filled shapes: rectangles, diamonds and triangles of any turn. Null for
 * other outlines: a line of ours has no inside to fill.
 * @param points closed, the first repeated as the last
 */
export function knownOutline(points: readonly Point[]): KnownOutline | null {
  const corners = points.slice(0, -1)
  if (corners.length === 3) return asTriangle(corners)
  return corners.length === 4 ? asFourSided(corners) : null
}
