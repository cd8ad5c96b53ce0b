import type { Binding } from '../cells/list-grammars.ts'
import type { ShapeId } from '../ids.ts'
import type { Shape } from '../shapes/shape.ts'
import { type Bounds, boundsBetween, boundsOfPoints, type Point, rotateAbout } from './bounds.ts'
import {
  isSized,
  pointsOf,
  positionOf,
  rotationOf,
  type ShapeLookup,
  sizeOf,
  stringCell,
} from './cell-readers.ts'
import { type ElbowEnd, elbowCorners } from './elbow-route.ts'
import { flattenPath, type Path, polylinePath, roundedPath, smoothPath } from './path.ts'
import { crossingFraction, distanceBetween } from './polyline.ts'
import { outlineOf } from './shape-outline.ts'

/** Space left between an arrow's tip and the outline it points at. */
const bindingGap = 5

export function bindingOf(shape: Shape, end: 'start' | 'end'): Binding | null {
  const value = shape[end]
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
  const { shapeId, anchor } = value as { readonly shapeId?: unknown; readonly anchor?: unknown }
  if (typeof shapeId !== 'string' || !Array.isArray(anchor)) return null
  const [u, v] = anchor
  if (typeof u !== 'number' || typeof v !== 'number') return null
  return { shapeId: shapeId as ShapeId, anchor: [u, v] }
}

const noIds: readonly ShapeId[] = []

/** The ids an arrow is bound to: when one of them changes, the arrow must be painted again. */
export function boundShapeIds(shape: Shape): readonly ShapeId[] {
  if (shape.kind !== 'arrow' || (shape.start === undefined && shape.end === undefined)) return noIds
  const ids: ShapeId[] = []
  for (const end of ['start', 'end'] as const) {
    const binding = bindingOf(shape, end)
    if (binding !== null) ids.push(binding.shapeId)
  }
  return ids
}

function centreOfBox(shape: Shape): Point {
  const { x, y } = positionOf(shape)
  const { width, height } = sizeOf(shape)
  return { x: x + width / 2, y: y + height / 2 }
}

/** Where a binding's anchor lies now. */
export function anchorPoint(target: Shape, anchor: readonly [number, number]): Point {
  const { x, y } = positionOf(target)
  const { width, height } = sizeOf(target)
  const inBox = { x: x + anchor[0] * width, y: y + anchor[1] * height }
  return rotateAbout(inBox, centreOfBox(target), rotationOf(target))
}

/** The outline of a sized shape in canvas coordinates, as a closed polyline. */
export function canvasOutline(shape: Shape): readonly Point[] {
  const { x, y } = positionOf(shape)
  const centre = centreOfBox(shape)
  const rotation = rotationOf(shape)
  return flattenPath(outlineOf(shape).outline).map((point) =>
    rotateAbout({ x: point.x + x, y: point.y + y }, centre, rotation),
  )
}

/** The last point outside the target on the way from `from` to its anchor, a small gap before the outline. */
function meetOutline(target: Shape, anchor: Point, from: Point): Point {
  const outline = canvasOutline(target)
  let nearest: number | null = null
  for (let i = 1; i < outline.length; i++) {
    const t = crossingFraction(from, anchor, outline[i - 1] as Point, outline[i] as Point)
    if (t !== null && (nearest === null || t < nearest)) nearest = t
  }
  if (nearest === null) return anchor
  const length = distanceBetween(from, anchor)
  const t = length === 0 ? 0 : Math.max(0, nearest - bindingGap / length)
  return { x: from.x + (anchor.x - from.x) * t, y: from.y + (anchor.y - from.y) * t }
}

function boundTarget(shape: Shape, end: 'start' | 'end', lookup: ShapeLookup) {
  const binding = bindingOf(shape, end)
  if (binding === null) return null
  const target = lookup.get(binding.shapeId)
  if (target === undefined || !isSized(target)) return null
  return { target, anchor: anchorPoint(target, binding.anchor) }
}

/** The way of a line: its points, and of an elbow the two corners between the first and the last of them. */
interface Route {
  readonly points: readonly Point[]
  readonly corners: readonly [Point, Point] | null
}

function routeOf(shape: Shape, lookup: ShapeLookup): Route {
  const origin = positionOf(shape)
  const points = pointsOf(shape).map((point) => ({ x: point.x + origin.x, y: point.y + origin.y }))
  if (points.length < 2) return { points, corners: null }
  const last = points.length - 1
  const bound = shape.kind === 'arrow'
  const start = bound ? boundTarget(shape, 'start', lookup) : null
  const end = bound ? boundTarget(shape, 'end', lookup) : null
  if (start !== null) points[0] = start.anchor
  if (end !== null) points[last] = end.anchor
  const isElbow = stringCell(shape, 'route', 'straight') === 'elbow'
  const corners = isElbow
    ? elbowCorners(elbowEnd(points[0] as Point, start?.target), elbowEnd(points[last] as Point, end?.target))
    : null
  const [second, beforeLast] = corners ?? [points[1] as Point, points[last - 1] as Point]
  const from = start === null ? null : meetOutline(start.target, start.anchor, second)
  const to = end === null ? null : meetOutline(end.target, end.anchor, beforeLast)
  if (from !== null) points[0] = from
  if (to !== null) points[last] = to
  return { points, corners }
}

function elbowEnd(at: Point, target: Shape | undefined): ElbowEnd {
  const outline = target === undefined ? null : boundsOfPoints(canvasOutline(target))
  return { at, box: outline ?? boundsBetween(at, at) }
}

/**
 * The points of a line or arrow in canvas coordinates, unrotated, with bound ends moved to where their shapes are now. An end
 * bound to a dead shape keeps its last point (OP6).
 */
export function linearPoints(shape: Shape, lookup: ShapeLookup): readonly Point[] {
  return routeOf(shape, lookup).points
}

function bowedPoints(points: readonly Point[]): readonly Point[] {
  if (points.length !== 2) return points
  const [a, b] = points as readonly [Point, Point]
  const middle = { x: (a.x + b.x) / 2 - (b.y - a.y) * 0.18, y: (a.y + b.y) / 2 + (b.x - a.x) * 0.18 }
  return [a, middle, b]
}

/** The path of a line or arrow in canvas coordinates, unrotated. */
export function linearPath(shape: Shape, lookup: ShapeLookup): Path {
  const { points, corners } = routeOf(shape, lookup)
  if (points.length < 2) return polylinePath(points, false)
  if (corners !== null)
    return roundedPath([points[0] as Point, ...corners, points[points.length - 1] as Point], 12, false)
  return stringCell(shape, 'route', 'straight') === 'curved'
    ? smoothPath(bowedPoints(points))
    : roundedPath(points, 6, false)
}

/** The middle of a polyline's length, or of what is left of it when so much is taken from its start and its end. */
export function pathMiddle(
  points: readonly Point[],
  [atStart, atEnd]: readonly [number, number] = [0, 0],
): Point {
  let total = atStart - atEnd
  for (let i = 1; i < points.length; i++) total += distanceBetween(points[i - 1] as Point, points[i] as Point)
  let rest = total / 2
  for (let i = 1; i < points.length; i++) {
    const a = points[i - 1] as Point
    const b = points[i] as Point
    const length = distanceBetween(a, b)
    if (length >= rest && length > 0) {
      const t = rest / length
      return { x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t }
    }
    rest -= length
  }
  return points[0] ?? { x: 0, y: 0 }
}

/** The fractions of a shape's unrotated box at which a point lies. */
export function anchorAt(target: Shape, point: Point): readonly [number, number] {
  const { x, y } = positionOf(target)
  const { width, height } = sizeOf(target)
  const local = rotateAbout(point, centreOfBox(target), -rotationOf(target))
  const fraction = (value: number) => Math.min(1, Math.max(0, Math.round(value * 10_000) / 10_000))
  return [
    width === 0 ? 0.5 : fraction((local.x - x) / width),
    height === 0 ? 0.5 : fraction((local.y - y) / height),
  ]
}

export function boundsAroundBox(shape: Shape): Bounds {
  const { x, y } = positionOf(shape)
  const { width, height } = sizeOf(shape)
  return { minX: x, minY: y, maxX: x + width, maxY: y + height }
}
