import type { Binding } from '../cells/list-grammars.ts'
import type { ShapeId } from '../ids.ts'
import type { Shape } from '../shapes/shape.ts'
import {
  boundsBetween,
  boundsHeight,
  boundsOfPoints,
  boundsWidth,
  centreOf,
  cornersOf,
  type Point,
  rotateAbout,
} from './bounds.ts'
import { isSized, pointsOf, positionOf, rotationOf, stringCell } from './cell-readers.ts'
import { type ElbowEnd, elbowCorners } from './elbow-route.ts'
import type { GeometryContext } from './geometry-context.ts'
import { ownBox } from './own-box.ts'
import { flattenPath, type Path, polylinePath, roundedPath, smoothPath } from './path.ts'
import { crossingFraction, distanceBetween } from './polyline.ts'
import { outlineOf } from './shape-outline.ts'
import type { TextRuler } from './text-layout.ts'

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

/** Whether an arrow can be tied to a shape: it has an outline, or a box to stand for one. */
export function canBeTiedTo(shape: Shape): boolean {
  return isSized(shape) || shape.kind === 'text'
}

/** Where a binding's anchor lies now. */
export function anchorPoint(target: Shape, anchor: readonly [number, number], ruler: TextRuler): Point {
  const box = ownBox(target, ruler)
  const inBox = {
    x: box.minX + anchor[0] * boundsWidth(box),
    y: box.minY + anchor[1] * boundsHeight(box),
  }
  return rotateAbout(inBox, centreOf(box), rotationOf(target))
}

/** The outline of a shape an arrow can be tied to, in canvas coordinates, as a closed polyline. Of a text it is its box. */
export function canvasOutline(shape: Shape, ruler: TextRuler): readonly Point[] {
  const box = ownBox(shape, ruler)
  const centre = centreOf(box)
  const rotation = rotationOf(shape)
  const points =
    shape.kind === 'text'
      ? flattenPath(polylinePath(cornersOf(box), true))
      : flattenPath(outlineOf(shape).outline).map(({ x, y }) => ({ x: x + box.minX, y: y + box.minY }))
  return points.map((point) => rotateAbout(point, centre, rotation))
}

/** What an end is tied to, as it lies now. */
interface Target {
  readonly anchor: Point
  readonly outline: readonly Point[]
}

/** The last point outside the target on the way from `from` to its anchor, a small gap before the outline. */
function meetOutline(target: Target, from: Point): Point {
  const { anchor, outline } = target
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

function boundTarget(shape: Shape, end: 'start' | 'end', { lookup, ruler }: GeometryContext): Target | null {
  const binding = bindingOf(shape, end)
  if (binding === null) return null
  const target = lookup.get(binding.shapeId)
  if (target === undefined || !canBeTiedTo(target)) return null
  return { anchor: anchorPoint(target, binding.anchor, ruler), outline: canvasOutline(target, ruler) }
}

/** The way of a line: its points, and of an elbow the two corners between the first and the last of them. */
interface Route {
  readonly points: readonly Point[]
  readonly corners: readonly [Point, Point] | null
}

function routeOf(shape: Shape, context: GeometryContext): Route {
  const origin = positionOf(shape)
  const points = pointsOf(shape).map((point) => ({ x: point.x + origin.x, y: point.y + origin.y }))
  if (points.length < 2) return { points, corners: null }
  const last = points.length - 1
  const bound = shape.kind === 'arrow'
  const start = bound ? boundTarget(shape, 'start', context) : null
  const end = bound ? boundTarget(shape, 'end', context) : null
  if (start !== null) points[0] = start.anchor
  if (end !== null) points[last] = end.anchor
  const isElbow = stringCell(shape, 'route', 'straight') === 'elbow'
  const corners = isElbow
    ? elbowCorners(elbowEnd(points[0] as Point, start), elbowEnd(points[last] as Point, end))
    : null
  const [second, beforeLast] = corners ?? [points[1] as Point, points[last - 1] as Point]
  const from = start === null ? null : meetOutline(start, second)
  const to = end === null ? null : meetOutline(end, beforeLast)
  if (from !== null) points[0] = from
  if (to !== null) points[last] = to
  return { points, corners }
}

function elbowEnd(at: Point, target: Target | null): ElbowEnd {
  const box = target === null ? null : boundsOfPoints(target.outline)
  return { at, box: box ?? boundsBetween(at, at) }
}

/**
 * The points of a line or arrow in canvas coordinates, unrotated, with bound ends moved to where their shapes are now. An end
 * bound to a dead shape keeps its last point (OP6).
 */
export function linearPoints(shape: Shape, context: GeometryContext): readonly Point[] {
  return routeOf(shape, context).points
}

function bowedPoints(points: readonly Point[]): readonly Point[] {
  if (points.length !== 2) return points
  const [a, b] = points as readonly [Point, Point]
  const middle = { x: (a.x + b.x) / 2 - (b.y - a.y) * 0.18, y: (a.y + b.y) / 2 + (b.x - a.x) * 0.18 }
  return [a, middle, b]
}

/** The path of a line or arrow in canvas coordinates, unrotated. */
export function linearPath(shape: Shape, context: GeometryContext): Path {
  const { points, corners } = routeOf(shape, context)
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
export function anchorAt(target: Shape, point: Point, ruler: TextRuler): readonly [number, number] {
  const box = ownBox(target, ruler)
  const local = rotateAbout(point, centreOf(box), -rotationOf(target))
  const fraction = (value: number, length: number) =>
    length === 0 ? 0.5 : Math.min(1, Math.max(0, Math.round((value / length) * 10_000) / 10_000))
  return [fraction(local.x - box.minX, boundsWidth(box)), fraction(local.y - box.minY, boundsHeight(box))]
}
