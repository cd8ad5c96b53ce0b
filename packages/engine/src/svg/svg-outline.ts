import { numberCell, sizeOf } from '../geometry/cell-readers.ts'
import { outlineOf } from '../geometry/shape-outline.ts'
import type { Shape } from '../shapes/shape.ts'
import { boxData, pathData } from './svg-path.ts'
import type { SvgPen } from './svg-pen.ts'

/** Corners rounded by fewer pixels than this look sharp. */
const roundPixelsMin = 1.5

function looksLikeBox(shape: Shape, pen: SvgPen): boolean {
  if (shape.kind === 'note') return pen.simplified
  const isUpright = shape.kind === 'rectangle' || shape.kind === 'image'
  const roundMin = pen.simplified ? roundPixelsMin / pen.scale : 0
  return isUpright && numberCell(shape, 'corner', 0) <= roundMin
}

/** The outline of a sized shape, from its own corner; a plain box is written shorter. */
export function outlineData(shape: Shape, pen: SvgPen): string {
  if (!looksLikeBox(shape, pen)) return pathData(outlineOf(shape).outline, pen.digits)
  const { width, height } = sizeOf(shape)
  return boxData({ minX: 0, minY: 0, maxX: width, maxY: height }, pen.digits)
}
