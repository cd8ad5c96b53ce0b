import type { Shape } from '../shapes/shape.ts'
import type { Bounds } from './bounds.ts'
import { positionOf, sizeOf } from './cell-readers.ts'
import type { TextRuler } from './text-layout.ts'

/** The box that is written in a shape's cells, unrotated. */
export function boundsAroundBox(shape: Shape): Bounds {
  const { x, y } = positionOf(shape)
  const { width, height } = sizeOf(shape)
  return { minX: x, minY: y, maxX: x + width, maxY: y + height }
}

/** The box of a shape that is not a line, unrotated; a text is as large as it is written. */
export function ownBox(shape: Shape, ruler: TextRuler): Bounds {
  if (shape.kind !== 'text') return boundsAroundBox(shape)
  const { x, y } = positionOf(shape)
  const { width, height } = ruler.layout(shape)
  return { minX: x, minY: y, maxX: x + width, maxY: y + height }
}
