import type { CellValue } from '../change.ts'
import type { Shape } from '../shapes/shape.ts'
import { spanPoints, type WritableBounds } from './bounds.ts'
import { isInk, isLinear, isSized, numbersCell } from './cell-readers.ts'
import type { GeometryContext } from './geometry-context.ts'
import { isPlainLine, labelMargin, paintMargin } from './shape-bounds.ts'
import { labelPadding } from './text-layout.ts'

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
    const { text } = shape
    if (text !== undefined && text !== '') return false
    if (isLinear(shape) && !isPlainLine(shape)) return false
    if (!spanPoints(out, numbersCell(shape, 'points'), { stride: isInk(shape) ? 3 : 2, x, y })) return false
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
