import {
  booleanCell,
  boundsHeight,
  boundsWidth,
  centreOf,
  inkOutline,
  isBox,
  isInk,
  isLinear,
  localBounds,
  numberCell,
  numbersCell,
  positionOf,
  resolveColour,
  rotationCentre,
  rotationOf,
  type Shape,
  stringCell,
} from '@flowstate/engine'
import { applyLineStyle, lineStyleOf } from './line-style.ts'
import { paintBox, paintFrame, paintImage, paintNote } from './paint-box.ts'
import { type PaintContext, type PaintOptions, tracePath } from './paint-context.ts'
import { paintLinear } from './paint-linear.ts'
import { paintTextShape } from './paint-text.ts'

/** Shapes smaller than this on screen are painted as one spot of their colour. */
const spotPixels = 2.5
/** Ink smaller than this on screen is painted as a plain line: its outline would not be seen. */
const plainInkPixels = 28

/** A highlighter tints what is under it: on light paper it darkens, on dark it lightens. */
const highlightAlpha = { light: 0.8, dark: 0.7 } as const

function spotColour(shape: Shape, options: PaintOptions): string | null {
  const use = shape.kind === 'note' ? 'note' : 'line'
  const name =
    shape.kind === 'note' ? stringCell(shape, 'fill', 'yellow') : stringCell(shape, 'stroke', 'ink')
  return resolveColour(name, use, options.theme)
}

function paintInk(context: PaintContext, shape: Shape, options: PaintOptions): void {
  const style = lineStyleOf(shape, options.theme)
  if (style === null) return
  if (shape.kind === 'highlight') {
    context.globalAlpha *= highlightAlpha[options.theme]
    context.globalCompositeOperation = options.theme === 'light' ? 'multiply' : 'screen'
  }
  const bounds = localBounds(shape, options)
  const pixels = Math.max(boundsWidth(bounds), boundsHeight(bounds)) * options.scale
  const dash = stringCell(shape, 'dash', 'solid')
  if (shape.kind === 'stroke' && (pixels < plainInkPixels || dash !== 'solid')) {
    const numbers = numbersCell(shape, 'points')
    const step = pixels < plainInkPixels ? 12 : 3
    applyLineStyle(context, { ...style, width: style.width * 1.4 }, dash)
    context.beginPath()
    for (let i = 0; i + 1 < numbers.length; i += step) {
      if (i === 0) context.moveTo(numbers[0] as number, numbers[1] as number)
      else context.lineTo(numbers[i] as number, numbers[i + 1] as number)
    }
    context.stroke()
    return
  }
  context.fillStyle =
    shape.kind === 'highlight'
      ? (resolveColour(stringCell(shape, 'stroke', 'ink'), 'note', options.theme) ?? style.colour)
      : style.colour
  context.beginPath()
  tracePath(context, inkOutline(shape))
  context.fill()
}

function paintPlaced(context: PaintContext, shape: Shape, options: PaintOptions): void {
  if (shape.kind === 'text') {
    paintTextShape(context, shape, localBounds(shape, options), options)
    return
  }
  if (isLinear(shape)) {
    paintLinear(context, shape, options)
    return
  }
  const { x, y } = positionOf(shape)
  context.translate(x, y)
  if (isInk(shape)) paintInk(context, shape, options)
  else if (isBox(shape)) paintBox(context, shape, options)
  else if (shape.kind === 'note') paintNote(context, shape, options)
  else if (shape.kind === 'frame') paintFrame(context, shape, options)
  else if (shape.kind === 'image') paintImage(context, shape, options)
}

/**
 * Paints one shape; the context is in canvas coordinates and is left as it was. Kinds this version does not know paint
 * nothing: a newer client's shapes must not break an older one.
 */
export function paintShape(context: PaintContext, shape: Shape, options: PaintOptions): void {
  if (shape.kind === 'group' || booleanCell(shape, 'hidden', false)) return
  const bounds = localBounds(shape, options)
  const opacity = numberCell(shape, 'opacity', 1)
  if (Math.max(boundsWidth(bounds), boundsHeight(bounds)) * options.scale < spotPixels) {
    const colour = spotColour(shape, options)
    if (colour === null) return
    const side = 1 / options.scale
    const { x, y } = centreOf(bounds)
    const alpha = context.globalAlpha
    context.globalAlpha = alpha * opacity * 0.7
    context.fillStyle = colour
    context.fillRect(x - side / 2, y - side / 2, side, side)
    context.globalAlpha = alpha
    return
  }
  context.save()
  if (opacity !== 1) context.globalAlpha *= opacity
  const rotation = rotationOf(shape)
  if (rotation !== 0) {
    const centre = rotationCentre(shape, options)
    context.translate(centre.x, centre.y)
    context.rotate(rotation)
    context.translate(-centre.x, -centre.y)
  }
  paintPlaced(context, shape, options)
  context.restore()
}
