import {
  type Bounds,
  booleanCell,
  boundsHeight,
  boundsWidth,
  centreOf,
  highlightLook,
  inkColour,
  inkRim,
  isBox,
  isInk,
  isLinear,
  localBounds,
  numberCell,
  plainInkPath,
  plainInkWidth,
  positionOf,
  resolveColour,
  rotationOf,
  type Shape,
  screenDetail,
  stringCell,
  traceRim,
} from '@flowstate/engine'
import { applyLineStyle } from './line-style.ts'
import { paintBox, paintFrame, paintNote } from './paint-box.ts'
import { type PaintContext, type PaintOptions, tracePath } from './paint-context.ts'
import { paintImage } from './paint-image.ts'
import { paintLinear } from './paint-linear.ts'
import { paintTextShape } from './paint-text.ts'

function spotColour(shape: Shape, options: PaintOptions): string | null {
  const use = shape.kind === 'note' ? 'note' : 'line'
  const name =
    shape.kind === 'note'
      ? stringCell(shape, 'fill', 'yellow')
      : shape.kind === 'image'
        ? 'grey'
        : stringCell(shape, 'stroke', 'ink')
  return resolveColour(name, use, options.theme)
}

function paintInk(context: PaintContext, shape: Shape, bounds: Bounds, options: PaintOptions): void {
  const colour = inkColour(shape, options.theme)
  if (colour === null) return
  if (shape.kind === 'highlight') {
    const { alpha, blend } = highlightLook[options.theme]
    context.globalAlpha *= alpha
    context.globalCompositeOperation = blend
  }
  const pixels = Math.max(boundsWidth(bounds), boundsHeight(bounds)) * options.scale
  const dash = stringCell(shape, 'dash', 'solid')
  const isSmall = pixels < screenDetail.plainInkPixels
  context.beginPath()
  if (shape.kind === 'stroke' && (isSmall || dash !== 'solid')) {
    applyLineStyle(context, { colour, width: plainInkWidth(shape) }, dash)
    tracePath(context, plainInkPath(shape, isSmall ? pixels : undefined))
    context.stroke()
    return
  }
  context.fillStyle = colour
  traceRim(context, inkRim(shape))
  context.fill()
}

/** @param bounds the box of the shape before it is turned */
function paintPlaced(context: PaintContext, shape: Shape, bounds: Bounds, options: PaintOptions): void {
  if (shape.kind === 'text') {
    paintTextShape(context, shape, bounds, options)
    return
  }
  if (isLinear(shape)) {
    paintLinear(context, shape, options)
    return
  }
  const { x, y } = positionOf(shape)
  context.translate(x, y)
  if (isInk(shape)) paintInk(context, shape, bounds, options)
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
  if (Math.max(boundsWidth(bounds), boundsHeight(bounds)) * options.scale < screenDetail.spotPixels) {
    const colour = spotColour(shape, options)
    if (colour === null) return
    const side = 1 / options.scale
    const { x, y } = centreOf(bounds)
    const alpha = context.globalAlpha
    context.globalAlpha = alpha * opacity * screenDetail.spotAlpha
    context.fillStyle = colour
    context.fillRect(x - side / 2, y - side / 2, side, side)
    context.globalAlpha = alpha
    return
  }
  context.save()
  if (opacity !== 1) context.globalAlpha *= opacity
  const rotation = rotationOf(shape)
  if (rotation !== 0) {
    const centre = centreOf(bounds)
    context.translate(centre.x, centre.y)
    context.rotate(rotation)
    context.translate(-centre.x, -centre.y)
  }
  paintPlaced(context, shape, bounds, options)
  context.restore()
}
