import { linearFigure } from '../geometry/arrow-head.ts'
import { numberCell, stringCell } from '../geometry/cell-readers.ts'
import { aroundLabel, lineLabelBlock } from '../geometry/label-place.ts'
import { lineStyleOf } from '../geometry/stroke-style.ts'
import type { Shape } from '../shapes/shape.ts'
import { element, type Markup } from './svg-markup.ts'
import { pathData } from './svg-path.ts'
import type { SvgPen } from './svg-pen.ts'
import { strokeAttributes } from './svg-stroke.ts'
import { textMarkup } from './svg-text.ts'

/** Lines and arrows, in canvas coordinates. */
export function linearMarkup(shape: Shape, pen: SvgPen): readonly Markup[] {
  const figure = linearFigure(shape, pen)
  const style = lineStyleOf(shape, pen.theme)
  const hasLabel = stringCell(shape, 'text', '') !== ''
  const layout = hasLabel ? pen.ruler.layout(shape) : null
  const block = layout === null ? null : lineLabelBlock(layout, figure.middle)
  const parts: Markup[] = []
  if (style !== null && figure.line.length > 1) {
    const d = pathData(figure.line, pen.digits)
    const line = element('path', { d, ...strokeAttributes(style, stringCell(shape, 'dash', 'solid')) })
    if (block === null) parts.push(line)
    else {
      const around = aroundLabel(figure.line, block, numberCell(shape, 'strokeWidth', 2))
      const clip = pen.definitions.clip(pathData(around, pen.digits))
      parts.push(element('g', { 'clip-path': clip }, [line]))
    }
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
  if (layout === null || block === null) return parts
  const text = textMarkup(shape, layout, block, pen)
  return text === null ? parts : [...parts, text]
}
