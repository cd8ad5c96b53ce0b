import {
  type Bounds,
  labelBlock,
  placeLines,
  proseBlock,
  resolveColour,
  type Shape,
  screenDetail,
  stringCell,
  type TextBlock,
  type TextLayout,
} from '@flowstate/engine'
import type { PaintContext, PaintOptions } from './paint-context.ts'

/** Paints laid-out lines, as bars where they are too small to be read. */
export function paintLines(
  context: PaintContext,
  layout: TextLayout,
  { block, colour, scale }: { readonly block: TextBlock; readonly colour: string; readonly scale: number },
): void {
  context.fillStyle = colour
  const lines = placeLines(layout, block)
  if (layout.capHeight * scale < screenDetail.legiblePixels) {
    const alpha = context.globalAlpha
    context.globalAlpha = alpha * screenDetail.barAlpha
    for (const { left, baseline, width } of lines) {
      context.fillRect(left, baseline - layout.capHeight, width, layout.capHeight)
    }
    context.globalAlpha = alpha
    return
  }
  context.font = layout.font
  context.textAlign = 'left'
  context.textBaseline = 'alphabetic'
  for (const { text, isRightToLeft, left, baseline } of lines) {
    context.direction = isRightToLeft ? 'rtl' : 'ltr'
    context.fillText(text, left, baseline)
  }
}

/** The label of a shape inside a box, in the coordinates the context is in. */
export function paintLabel(context: PaintContext, shape: Shape, box: Bounds, options: PaintOptions): void {
  if (stringCell(shape, 'text', '') === '') return
  const layout = options.ruler.layout(shape)
  const colour = resolveColour(stringCell(shape, 'textColor', 'ink'), 'line', options.theme)
  if (colour === null) return
  paintLines(context, layout, { block: labelBlock(shape, layout, box), colour, scale: options.scale })
}

export function paintTextShape(
  context: PaintContext,
  shape: Shape,
  box: Bounds,
  options: PaintOptions,
): void {
  const colour = resolveColour(stringCell(shape, 'textColor', 'ink'), 'line', options.theme)
  if (colour === null) return
  const layout = options.ruler.layout(shape)
  paintLines(context, layout, { block: proseBlock(shape, box), colour, scale: options.scale })
}
