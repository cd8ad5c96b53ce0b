import type { CellValue } from '../change.ts'
import type { Shape } from '../shapes/shape.ts'
import { spanPoints, type WritableBounds } from './bounds.ts'
import { isSized } from './cell-readers.ts'
import type { GeometryContext } from './geometry-context.ts'
import { isPlainLine, labelMargin, paintMargin } from './shape-bounds.ts'
import { labelPadding } from './text-layout.ts'

const hasText = ({ text }: Shape): boolean => text !== undefined && text !== ''

/** Widens the box of an upright shape by its label; false where it is not in the middle of the box. */
function spanLabel(shape: Shape, out: WritableBounds, context: GeometryContext): boolean {
  const { align, verticalAlign, kind } = shape
  if (align !== undefined || verticalAlign !== undefined) return false
  if (kind === 'triangle' || kind === 'cylinder') return false
  const { width, height } = context.ruler.layout(shape)
  const left = (out.minX + labelPadding + (out.maxX - labelPadding) - width) / 2
  const top = (out.minY + out.maxY) / 2 - height / 2
  if (left - labelMargin < out.minX) out.minX = left - labelMargin
  if (top - labelMargin < out.minY) out.minY = top - labelMargin
  if (left + width + labelMargin > out.maxX) out.maxX = left + width + labelMargin
  if (top + height + labelMargin > out.maxY) out.maxY = top + height + labelMargin
  return true
}

/** Writes the box around points from a place on. */
function spanPointsAt(
  out: WritableBounds,
  shape: Shape,
  from: { readonly stride: 2 | 3; readonly x: number; readonly y: number },
): boolean {
  const { points } = shape
  if (!Array.isArray(points) || !spanPoints(out, points, from.stride)) return false
  out.minX += from.x
  out.minY += from.y
  out.maxX += from.x
  out.maxY += from.y
  return true
}

/**
 * Writes what `paintBounds` gives for shapes that stand upright, are tied to nothing and have their labels in the middle: nearly all.
 * It makes few objects and few calls: it runs once for each shape of a canvas that opens, before a browser has compiled it well.
 * @returns false, with nothing that counts written, where only `paintBounds` can tell
 */
export function writePlainReach(out: WritableBounds, shape: Shape, context: GeometryContext): boolean {
  const { position, rotation, kind } = shape
  if (!Array.isArray(position) || (rotation !== undefined && rotation !== 0)) return false
  // No destructuring of lists: it goes through an iterator.
  const x: CellValue | undefined = position[0]
  const y: CellValue | undefined = position[1]
  if (typeof x !== 'number' || typeof y !== 'number') return false
  switch (kind) {
    case 'text': {
      const layout = context.ruler.layout(shape)
      out.minX = x
      out.minY = y
      out.maxX = x + layout.width
      out.maxY = y + layout.height
      break
    }
    case 'stroke':
    case 'highlight':
      if (hasText(shape) || !spanPointsAt(out, shape, { stride: 3, x, y })) return false
      break
    case 'line':
    case 'arrow':
      if (hasText(shape) || !isPlainLine(shape) || !spanPointsAt(out, shape, { stride: 2, x, y }))
        return false
      break
    default: {
      const { size } = shape
      if (!Array.isArray(size) || !isSized(shape) || kind === 'callout') return false
      const width: CellValue | undefined = size[0]
      const height: CellValue | undefined = size[1]
      if (typeof width !== 'number' || typeof height !== 'number') return false
      out.minX = x
      out.minY = y
      out.maxX = x + width
      out.maxY = y + height
      if (hasText(shape) && !spanLabel(shape, out, context)) return false
    }
  }
  const margin = paintMargin(shape)
  out.minX -= margin
  out.minY -= margin
  out.maxX += margin
  out.maxY += margin
  return true
}
