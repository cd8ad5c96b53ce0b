import {
  type ArrowHead,
  aroundLabel,
  linearFigure,
  lineLabelBlock,
  lineStyleOf,
  numberCell,
  resolveColour,
  type Shape,
  stringCell,
} from '@flowstate/engine'
import { applyLineStyle } from './line-style.ts'
import { type PaintContext, type PaintOptions, tracePath } from './paint-context.ts'
import { paintLines } from './paint-text.ts'

function paintHead(context: PaintContext, head: ArrowHead): void {
  context.beginPath()
  tracePath(context, head.path)
  if (head.filled) context.fill()
  if (head.stroked) context.stroke()
}

/** Lines and arrows; the context is in canvas coordinates. */
export function paintLinear(context: PaintContext, shape: Shape, options: PaintOptions): void {
  const figure = linearFigure(shape, options)
  const style = lineStyleOf(shape, options.theme)
  const layout = stringCell(shape, 'text', '') === '' ? null : options.ruler.layout(shape)
  const block = layout === null ? null : lineLabelBlock(layout, figure.middle)
  if (style !== null && figure.line.length > 1) {
    if (block !== null) {
      context.save()
      context.beginPath()
      tracePath(context, aroundLabel(figure.line, block, numberCell(shape, 'strokeWidth', 2)))
      context.clip()
    }
    applyLineStyle(context, style, stringCell(shape, 'dash', 'solid'))
    context.beginPath()
    tracePath(context, figure.line)
    context.stroke()
    if (block !== null) context.restore()
    applyLineStyle(context, style, 'solid')
    context.fillStyle = style.colour
    for (const head of figure.heads) paintHead(context, head)
  }
  const colour = resolveColour(stringCell(shape, 'textColor', 'ink'), 'line', options.theme)
  if (layout !== null && block !== null && colour !== null)
    paintLines(context, layout, { block, colour, scale: options.scale })
}
