import type { Shape } from '../shapes/shape.ts'
import { labelMiddle } from './arrow-head.ts'
import { canvasOutline, linearPath } from './arrow-route.ts'
import {
  type Bounds,
  boundsContain,
  boundsContainPoint,
  cornersOf,
  expandBounds,
  type Point,
  rotateAbout,
} from './bounds.ts'
import {
  isInk,
  isLinear,
  isSized,
  numberCell,
  pointsOf,
  positionOf,
  rotationOf,
  stringCell,
} from './cell-readers.ts'
import type { GeometryContext } from './geometry-context.ts'
import { flattenPath } from './path.ts'
import { distanceToPolyline, pointInPolygon, polylineTouchesPolygon } from './polyline.ts'
import { localBounds, rotationCentre, uprightBounds } from './shape-bounds.ts'
import { frameNameFont } from './surface-look.ts'

/** Whether the inside of a closed shape is see-through: clicks on it fall through. */
export function isHollow(shape: Shape): boolean {
  if (shape.kind === 'note' || shape.kind === 'image') return false
  if (shape.kind === 'frame') return true
  return stringCell(shape, 'fill', 'none') === 'none' || shape.fillStyle === 'none'
}

/** The line a shape is drawn along, in canvas coordinates and rotated. */
export function hitLine(shape: Shape, context: GeometryContext): readonly Point[] {
  if (isSized(shape)) return canvasOutline(shape, context.ruler)
  const origin = positionOf(shape)
  const points = isLinear(shape)
    ? flattenPath(linearPath(shape, context))
    : isInk(shape)
      ? pointsOf(shape).map((point) => ({ x: point.x + origin.x, y: point.y + origin.y }))
      : [...cornersOf(localBounds(shape, context))]
  const rotation = rotationOf(shape)
  if (rotation === 0) return points
  const centre = rotationCentre(shape, context)
  return points.map((point) => rotateAbout(point, centre, rotation))
}

type LineContext = GeometryContext & { readonly line: readonly Point[] }

/** @param line what the shape is drawn along: the label of a line stands upright in the middle of it */
function hitLabel(shape: Shape, point: Point, { line, ...context }: LineContext): boolean {
  if (stringCell(shape, 'text', '') === '') return false
  const layout = context.ruler.layout(shape)
  const isOnLine = isLinear(shape)
  const middle = isOnLine ? labelMiddle(shape, line) : rotationCentre(shape, context)
  const local = isOnLine ? point : rotateAbout(point, middle, -rotationOf(shape))
  return (
    Math.abs(local.x - middle.x) <= layout.width / 2 + 4 &&
    Math.abs(local.y - middle.y) <= layout.height / 2 + 4
  )
}

/** About how wide a letter of a frame's name is, as a share of its height: the name is no more exact to hit than that. */
const nameLetterShare = 0.6

/** A hollow frame is taken hold of by its name, too. */
function hitName(shape: Shape, point: Point, context: GeometryContext): boolean {
  if (shape.kind !== 'frame') return false
  const { sizePx, above } = frameNameFont
  const { x, y } = positionOf(shape)
  const local = rotateAbout(point, rotationCentre(shape, context), -rotationOf(shape))
  const width = stringCell(shape, 'name', '').length * sizePx * nameLetterShare
  return local.x >= x && local.x <= x + width && local.y <= y && local.y >= y - above - sizePx
}

/**
 * Whether a point hits a shape.
 * @param tolerance canvas units around lines that still count; grows for touch and when zoomed out
 */
export function hitShape(
  shape: Shape,
  point: Point,
  options: GeometryContext & { tolerance: number },
): boolean {
  if (shape.kind === 'group') return false
  const reach = options.tolerance + numberCell(shape, 'strokeWidth', 2) / 2
  if (!boundsContainPoint(expandBounds(uprightBounds(shape, options), reach + 64), point)) return false
  if (shape.kind === 'text') {
    const local = rotateAbout(point, rotationCentre(shape, options), -rotationOf(shape))
    return boundsContainPoint(expandBounds(localBounds(shape, options), options.tolerance / 2), local)
  }
  const line = hitLine(shape, options)
  if (isSized(shape)) {
    if (distanceToPolyline(point, line) <= reach) return true
    return (
      (!isHollow(shape) && pointInPolygon(point, line)) ||
      hitLabel(shape, point, { ...options, line }) ||
      hitName(shape, point, options)
    )
  }
  if (distanceToPolyline(point, line) <= reach + (isInk(shape) ? reach / 2 : 0)) return true
  return isLinear(shape) && hitLabel(shape, point, { ...options, line })
}

/** Whether a selection by an area of any outline takes the shape: wholly inside, or its line crossing the area's. */
export function areaTakes(shape: Shape, area: readonly Point[], context: GeometryContext): boolean {
  if (shape.kind === 'group') return false
  const line = hitLine(shape, context)
  if (line.every((point) => pointInPolygon(point, area))) return true
  if (shape.kind === 'frame') return false
  if (polylineTouchesPolygon(line, area)) return true
  return isSized(shape) && !isHollow(shape) && area.some((corner) => pointInPolygon(corner, line))
}

/** Whether a box selection takes the shape. */
export function boxTouches(shape: Shape, box: Bounds, context: GeometryContext): boolean {
  return (
    (shape.kind !== 'group' && boundsContain(box, uprightBounds(shape, context))) ||
    areaTakes(shape, cornersOf(box), context)
  )
}
