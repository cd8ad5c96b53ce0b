import {
  booleanCell,
  isBox,
  isInk,
  isLinear,
  opacityOf,
  positionOf,
  rotationOf,
} from '../geometry/cell-readers.ts'
import { proseBlock } from '../geometry/label-place.ts'
import { localBounds, rotationCentre } from '../geometry/shape-bounds.ts'
import type { Shape } from '../shapes/shape.ts'
import { boxMarkup } from './svg-box.ts'
import { frameMarkup } from './svg-frame.ts'
import { imageMarkup } from './svg-image.ts'
import { inkMarkup } from './svg-ink.ts'
import { linearMarkup } from './svg-linear.ts'
import { element, type Markup } from './svg-markup.ts'
import { noteMarkup } from './svg-note.ts'
import { svgNumber } from './svg-number.ts'
import type { SvgPen } from './svg-pen.ts'
import { textMarkup } from './svg-text.ts'

/** Lines and free text are written in canvas coordinates, everything else from its own corner. */
function isWrittenInPlace(shape: Shape): boolean {
  return isLinear(shape) || shape.kind === 'text'
}

function partsOf(shape: Shape, pen: SvgPen): readonly Markup[] {
  if (isBox(shape)) return boxMarkup(shape, pen)
  if (isLinear(shape)) return linearMarkup(shape, pen)
  if (isInk(shape)) return inkMarkup(shape, pen)
  switch (shape.kind) {
    case 'text': {
      const block = proseBlock(shape, localBounds(shape, pen))
      const text = textMarkup(shape, pen.ruler.layout(shape), block, pen)
      return text === null ? [] : [text]
    }
    case 'note':
      return noteMarkup(shape, pen)
    case 'frame':
      return frameMarkup(shape, pen)
    case 'image':
      return imageMarkup(shape, pen)
    default:
      return []
  }
}

function transformOf(shape: Shape, pen: SvgPen): string | undefined {
  const steps: string[] = []
  const rotation = rotationOf(shape)
  if (rotation !== 0) {
    const { x, y } = rotationCentre(shape, pen)
    const degrees = svgNumber((rotation * 180) / Math.PI)
    steps.push(`rotate(${degrees} ${svgNumber(x, pen.digits)} ${svgNumber(y, pen.digits)})`)
  }
  if (!isWrittenInPlace(shape)) {
    const { x, y } = positionOf(shape)
    steps.push(`translate(${svgNumber(x, pen.digits)} ${svgNumber(y, pen.digits)})`)
  }
  return steps.length === 0 ? undefined : steps.join('')
}

/** Whether a shape is painted itself. Kinds this version does not know are not. */
export function isPainted(shape: Shape): boolean {
  return shape.kind !== 'group' && !booleanCell(shape, 'hidden', false) && opacityOf(shape) > 0
}

/** One shape with its place, turn and opacity; null when it leaves nothing to see. Opacity dims each part, as on the canvas. */
export function shapeMarkup(shape: Shape, pen: SvgPen): Markup | null {
  if (!isPainted(shape)) return null
  const alpha = opacityOf(shape)
  const parts = partsOf(shape, pen)
  if (parts.length === 0) return null
  const dimmed = alpha === 1 ? {} : { 'fill-opacity': alpha, 'stroke-opacity': alpha }
  return element('g', { transform: transformOf(shape, pen), ...dimmed }, parts)
}
