import {
  type ArrowHead,
  canvasColour,
  linearFigure,
  lineLabelBlock,
  lineLabelMargin,
  lineStyleOf,
  type Point,
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

function paintLineLabel(context: PaintContext, shape: Shape, middle: Point, options: PaintOptions): void {
  if (stringCell(shape, 'text', '') === '') return
  const layout = options.ruler.layout(shape)
  const block = lineLabelBlock(layout, middle)
  const { minX, minY } = block.box
  context.fillStyle = canvasColour(null, options.theme)
  context.fillRect(minX - lineLabelMargin, minY, layout.width + lineLabelMargin * 2, layout.height)
  const colour = resolveColour(stringCell(shape, 'textColor', 'ink'), 'line', options.theme)
  if (colour !== null) paintLines(context, layout, { block, colour, scale: options.scale })
}

/** Lines and arrows; the context is in canvas coordinates. */
export function paintLinear(context: PaintContext, shape: Shape, options: PaintOptions): void {
  const figure = linearFigure(shape, options.lookup)
  const style = lineStyleOf(shape, options.theme)
  if (style !== null && figure.line.length > 1) {
    applyLineStyle(context, style, stringCell(shape, 'dash', 'solid'))
    context.beginPath()
    tracePath(context, figure.line)
    context.stroke()
    context.setLineDash([])
    context.fillStyle = style.colour
    for (const head of figure.heads) paintHead(context, head)
  }
  paintLineLabel(context, shape, figure.middle, options)
}
