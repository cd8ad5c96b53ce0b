import { linearFigure } from '../geometry/arrow-head.ts'
import { expandBounds } from '../geometry/bounds.ts'
import { stringCell } from '../geometry/cell-readers.ts'
import { lineLabelBlock, lineLabelMargin } from '../geometry/label-place.ts'
import { canvasColour } from '../geometry/palette.ts'
import { lineStyleOf } from '../geometry/stroke-style.ts'
import type { Shape } from '../shapes/shape.ts'
import { element, type Markup } from './svg-markup.ts'
import { boxData, pathData } from './svg-path.ts'
import type { SvgPen } from './svg-pen.ts'
import { strokeAttributes } from './svg-stroke.ts'
import { textMarkup } from './svg-text.ts'

/** Lines and arrows, in canvas coordinates. */
export function linearMarkup(shape: Shape, pen: SvgPen): readonly Markup[] {
  const figure = linearFigure(shape, pen.lookup)
  const style = lineStyleOf(shape, pen.theme)
  const parts: Markup[] = []
  if (style !== null && figure.line.length > 1) {
    const d = pathData(figure.line, pen.digits)
    parts.push(element('path', { d, ...strokeAttributes(style, stringCell(shape, 'dash', 'solid')) }))
    for (const head of figure.heads) {
      parts.push(
        element('path', {
          d: pathData(head.path, pen.digits),
          ...(head.filled ? { fill: style.colour } : {}),
          ...(head.stroked ? strokeAttributes(style, 'solid') : {}),
        }),
      )
    }
  }
  if (stringCell(shape, 'text', '') === '') return parts
  const layout = pen.ruler.layout(shape)
  const block = lineLabelBlock(layout, figure.middle)
  const gap = { ...expandBounds(block.box, lineLabelMargin), minY: block.box.minY, maxY: block.box.maxY }
  parts.push(element('path', { d: boxData(gap, pen.digits), fill: canvasColour(null, pen.theme) }))
  const text = textMarkup(shape, layout, block, pen)
  return text === null ? parts : [...parts, text]
}
