import type { CellValue } from '../change.ts'
import type { Shape } from '../shapes/shape.ts'
import { isInk, isLinear, isSized } from './cell-readers.ts'
import { type GeometryContext, labelMargin, paintMargin } from './shape-bounds.ts'
import { labelPadding } from './text-layout.ts'

/** A box that is written into. */
export interface WritableBounds {
  minX: number
  minY: number
  maxX: number
  maxY: number
}

/** Widens a box that holds the position by all points; false if there is something else among them. */
function spanPoints(points: readonly CellValue[], stride: number, x: number, y: number, out: WritableBounds) {
  let minX = points[0]
  let minY = points[1]
  if (typeof minX !== 'number' || typeof minY !== 'number') return false
  let maxX = minX
  let maxY = minY
  for (let i = stride; i + 1 < points.length; i += stride) {
    const pointX = points[i]
    const pointY = points[i + 1]
    if (typeof pointX !== 'number' || typeof pointY !== 'number') return false
    if (pointX < minX) minX = pointX
    else if (pointX > maxX) maxX = pointX
    if (pointY < minY) minY = pointY
    else if (pointY > maxY) maxY = pointY
  }
  out.minX = minX + x
  out.minY = minY + y
  out.maxX = maxX + x
  out.maxY = maxY + y
  return true
}

/** Widens the box of an upright shape by its label; false where it is not in the middle of the box. */
function spanLabel(shape: Shape, out: WritableBounds, context: GeometryContext): boolean {
  const { text, align, verticalAlign, kind } = shape
  if (text === undefined || text === '') return true
  if (align !== undefined || verticalAlign !== undefined) return false
  if (kind === 'triangle' || kind === 'cylinder') return false
  const { width, height } = context.ruler.layout(shape)
  const left = (out.minX + labelPadding + (out.maxX - labelPadding) - width) / 2
  const top = (out.minY + out.maxY) / 2 - height / 2
  out.minX = Math.min(out.minX, left - labelMargin)
  out.minY = Math.min(out.minY, top - labelMargin)
  out.maxX = Math.max(out.maxX, left + width + labelMargin)
  out.maxY = Math.max(out.maxY, top + height + labelMargin)
  return true
}

/**
 * Writes what `paintBounds` gives for shapes that stand upright, are tied to nothing and have their labels in the middle: nearly all.
 * It makes no objects, and so little of a canvas that opens is waiting for memory.
 * @returns false, with nothing that counts written, where only `paintBounds` can tell
 */
export function writePlainReach(out: WritableBounds, shape: Shape, context: GeometryContext): boolean {
  const { position, rotation, kind } = shape
  if (!Array.isArray(position) || (rotation !== undefined && rotation !== 0)) return false
  // No destructuring of lists: it goes through an iterator.
  const x: CellValue | undefined = position[0]
  const y: CellValue | undefined = position[1]
  if (typeof x !== 'number' || typeof y !== 'number') return false
  if (kind === 'text') {
    const layout = context.ruler.layout(shape)
    out.minX = x
    out.minY = y
    out.maxX = x + layout.width
    out.maxY = y + layout.height
  } else if (isInk(shape) || isLinear(shape)) {
    const { points, route, start, end, text } = shape
    if (!Array.isArray(points) || (text !== undefined && text !== '')) return false
    const isLine = isLinear(shape)
    if (isLine && (points.length !== 4 || (route !== undefined && route !== 'straight'))) return false
    if (isLine && (start !== undefined || end !== undefined)) return false
    if (!spanPoints(points, isLine ? 2 : 3, x, y, out)) return false
  } else {
    const { size } = shape
    if (!Array.isArray(size) || !isSized(shape) || kind === 'callout') return false
    const width: CellValue | undefined = size[0]
    const height: CellValue | undefined = size[1]
    if (typeof width !== 'number' || typeof height !== 'number') return false
    out.minX = x
    out.minY = y
    out.maxX = x + width
    out.maxY = y + height
    if (!spanLabel(shape, out, context)) return false
  }
  const margin = paintMargin(shape)
  out.minX -= margin
  out.minY -= margin
  out.maxX += margin
  out.maxY += margin
  return true
}
