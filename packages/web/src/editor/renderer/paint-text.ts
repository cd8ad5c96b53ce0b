import {
  type Bounds,
  labelPadding,
  resolveColour,
  type Shape,
  stringCell,
  type TextLayout,
} from '@flowstate/engine'
import type { PaintContext, PaintOptions } from './paint-context.ts'

/** Below this height on screen letters are not legible and lines of text become bars. */
const legiblePixels = 3.5

/** The part of a closed shape its label is centred in: not every outline is widest in the middle. */
export function labelBox(shape: Shape, box: Bounds): Bounds {
  const height = box.maxY - box.minY
  if (shape.kind === 'triangle') return { ...box, minY: box.minY + height * 0.36 }
  if (shape.kind === 'cylinder') {
    return { ...box, minY: box.minY + Math.min(height / 2, (box.maxX - box.minX) / 3) * 0.7 }
  }
  return box
}

type Align = 'left' | 'center' | 'right'

export function alignOf(shape: Shape): Align {
  const fallback = shape.kind === 'text' ? 'left' : 'center'
  const value = stringCell(shape, 'align', fallback)
  return value === 'left' || value === 'right' || value === 'center' ? value : fallback
}

/** The top of the text block inside a box, so that capitals look centred between top and bottom. */
export function textTop(shape: Shape, layout: TextLayout, box: Bounds): number {
  switch (stringCell(shape, 'verticalAlign', 'middle')) {
    case 'top':
      return box.minY + labelPadding
    case 'bottom':
      return box.maxY - labelPadding - layout.height
    default:
      return (box.minY + box.maxY) / 2 - layout.height / 2
  }
}

function lineX(align: Align, box: Bounds, width: number): number {
  switch (align) {
    case 'left':
      return box.minX
    case 'right':
      return box.maxX - width
    case 'center':
      return (box.minX + box.maxX - width) / 2
  }
}

/** Paints laid-out lines. The baseline is set by the height of capitals, which is what the eye centres on. */
export function paintLines(
  context: PaintContext,
  layout: TextLayout,
  place: {
    readonly box: Bounds
    readonly top: number
    readonly align: Align
    readonly colour: string
    readonly scale: number
  },
): void {
  const { box, top, align, colour, scale } = place
  context.fillStyle = colour
  const bars = layout.capHeight * scale < legiblePixels
  if (!bars) {
    context.font = layout.font
    context.textAlign = 'left'
    context.textBaseline = 'alphabetic'
  }
  layout.lines.forEach((line, i) => {
    if (line.text === '') return
    const x = lineX(align, box, line.width)
    const baseline = top + i * layout.lineHeight + (layout.lineHeight + layout.capHeight) / 2
    if (bars) {
      const alpha = context.globalAlpha
      context.globalAlpha = alpha * 0.3
      context.fillRect(x, baseline - layout.capHeight, line.width, layout.capHeight)
      context.globalAlpha = alpha
    } else {
      context.fillText(line.text, x, baseline)
    }
  })
}

/** The label of a shape inside a box, in the coordinates the context is in. */
export function paintLabel(context: PaintContext, shape: Shape, box: Bounds, options: PaintOptions): void {
  if (stringCell(shape, 'text', '') === '') return
  const layout = options.ruler.layout(shape)
  const colour = resolveColour(stringCell(shape, 'textColor', 'ink'), 'line', options.theme)
  if (colour === null) return
  const padded = { ...box, minX: box.minX + labelPadding, maxX: box.maxX - labelPadding }
  paintLines(context, layout, {
    box: padded,
    top: textTop(shape, layout, labelBox(shape, box)),
    align: alignOf(shape),
    colour,
    scale: options.scale,
  })
}

export function paintTextShape(
  context: PaintContext,
  shape: Shape,
  box: Bounds,
  options: PaintOptions,
): void {
  const colour = resolveColour(stringCell(shape, 'textColor', 'ink'), 'line', options.theme)
  if (colour === null) return
  paintLines(context, options.ruler.layout(shape), {
    box,
    top: box.minY,
    align: alignOf(shape),
    colour,
    scale: options.scale,
  })
}
