import type { Shape } from '../shapes/shape.ts'
import { labelMiddle } from './arrow-head.ts'
import { linearPath } from './arrow-route.ts'
import {
  type Bounds,
  boundsBetween,
  boundsOfPoints,
  centreOf,
  cornersOf,
  expandBounds,
  joinBounds,
  type Point,
  rotateAbout,
  spanPoints,
} from './bounds.ts'
import { isInk, isLinear, numberCell, numbersCell, positionOf, rotationOf } from './cell-readers.ts'
import type { GeometryContext } from './geometry-context.ts'
import { blockBounds, labelBlock, lineLabelBlock } from './label-place.ts'
import { ownBox } from './own-box.ts'
import { flattenPath } from './path.ts'
import { calloutTail } from './shape-outline.ts'

/** The box around a shape's points; where there are none, its position. */
function pointBounds(shape: Shape): Bounds {
  const { x, y } = positionOf(shape)
  const bounds = { minX: 0, minY: 0, maxX: 0, maxY: 0 }
  spanPoints(bounds, numbersCell(shape, 'points'), isInk(shape) ? 3 : 2)
  return { minX: bounds.minX + x, minY: bounds.minY + y, maxX: bounds.maxX + x, maxY: bounds.maxY + y }
}

/** A straight line between two points that is tied to nothing. */
export function isPlainLine(shape: Shape): boolean {
  const { points, route = 'straight', start, end } = shape
  if (!Array.isArray(points) || points.length !== 4 || route !== 'straight') return false
  return shape.kind === 'line' || (start === undefined && end === undefined)
}

/** The box of a shape before rotation, in canvas coordinates: what handles frame. Groups have none of their own. */
export function localBounds(shape: Shape, context: GeometryContext): Bounds {
  if (isInk(shape)) return pointBounds(shape)
  if (isLinear(shape)) {
    if (isPlainLine(shape)) return pointBounds(shape)
    return boundsOfPoints(flattenPath(linearPath(shape, context))) ?? pointBounds(shape)
  }
  return ownBox(shape, context.ruler)
}

/** The point a shape turns about (OP10). */
export function rotationCentre(shape: Shape, context: GeometryContext): { x: number; y: number } {
  return centreOf(localBounds(shape, context))
}

/** The upright box around a box turned about a point. */
function turnedBounds(box: Bounds, centre: Point, rotation: number): Bounds {
  return boundsOfPoints(cornersOf(box).map((corner) => rotateAbout(corner, centre, rotation))) ?? box
}

function standing(local: Bounds, shape: Shape): Bounds {
  const rotation = rotationOf(shape)
  return rotation === 0 ? local : turnedBounds(local, centreOf(local), rotation)
}

/** The upright box around the shape as it stands, without its stroke's width. */
export function uprightBounds(shape: Shape, context: GeometryContext): Bounds {
  return standing(localBounds(shape, context), shape)
}

/** Letters may reach out of their lines. */
export const labelMargin = 8

/** How far paint may reach beyond the box: half the stroke, arrowheads, the shadow of a note, a frame's name. */
export function paintMargin(shape: Shape): number {
  const strokeWidth = numberCell(shape, 'strokeWidth', 2)
  switch (shape.kind) {
    case 'arrow':
      return 12 + strokeWidth * 4
    case 'stroke':
      return strokeWidth * 2.5 + 2
    case 'highlight':
      return strokeWidth * 4 + 2
    case 'note':
      return 16
    case 'frame':
      return 28
    case 'text':
      return 8
    default:
      return strokeWidth + 2
  }
}

/** The box around a callout's tail, which may reach far out of its body. */
function tailBounds(shape: Shape, local: Bounds): Bounds {
  const tail = calloutTail(shape)
  const { x, y } = positionOf(shape)
  const tip = { x: x + tail.x, y: y + tail.y }
  return boundsBetween(tip, rotateAbout(tip, centreOf(local), rotationOf(shape)))
}

/** The box of a label, which may be larger than what it belongs to. */
function labelBounds(shape: Shape, local: Bounds, context: GeometryContext): Bounds {
  const layout = context.ruler.layout(shape)
  const block = isLinear(shape)
    ? lineLabelBlock(layout, labelMiddle(shape, flattenPath(linearPath(shape, context))))
    : labelBlock(shape, layout, local)
  const bounds = expandBounds(blockBounds(block, layout), labelMargin)
  const rotation = rotationOf(shape)
  return rotation === 0 ? bounds : turnedBounds(bounds, centreOf(local), rotation)
}

/**
 * Everything the shape may paint on: the unit of indexing and of dirty rectangles. Asked of every shape while a canvas opens,
 * so it makes no more objects than it must.
 */
export function paintBounds(shape: Shape, context: GeometryContext): Bounds {
  const local = localBounds(shape, context)
  let bounds = standing(local, shape)
  if (shape.kind === 'callout') bounds = joinBounds(bounds, tailBounds(shape, local))
  if (typeof shape.text === 'string' && shape.text !== '' && shape.kind !== 'text')
    bounds = joinBounds(bounds, labelBounds(shape, local, context))
  return expandBounds(bounds, paintMargin(shape))
}
