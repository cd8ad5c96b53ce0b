import {
  frameNameFont,
  hatching,
  hatchLines,
  lineStyleOf,
  noteShadow,
  outlineOf,
  resolveColour,
  runsRightToLeft,
  type Shape,
  screenDetail,
  sizeOf,
  stringCell,
  surfaceLook,
} from '@flowstate/engine'
import { applyLineStyle } from './line-style.ts'
import { type PaintContext, type PaintOptions, tracePath } from './paint-context.ts'
import { paintLabel } from './paint-text.ts'

function paintFill(context: PaintContext, shape: Shape, options: PaintOptions): void {
  const fill = stringCell(shape, 'fill', 'none')
  const style = stringCell(shape, 'fillStyle', 'solid')
  if (style === 'none') return
  const { outline } = outlineOf(shape)
  if (style === 'solid') {
    const colour = resolveColour(fill, 'fill', options.theme)
    if (colour === null) return
    context.fillStyle = colour
    context.beginPath()
    tracePath(context, outline)
    context.fill()
    return
  }
  const colour = resolveColour(fill, 'line', options.theme)
  if (colour === null) return
  context.save()
  context.beginPath()
  tracePath(context, outline)
  context.clip()
  context.globalAlpha *= hatching.alpha
  const size = sizeOf(shape)
  if (hatching.spacing * options.scale < hatching.pixelsMin) {
    context.globalAlpha *= hatching.tintAlpha
    context.fillStyle = colour
    context.fillRect(0, 0, size.width, size.height)
  } else {
    context.beginPath()
    tracePath(context, hatchLines(size, style === 'cross' ? 'cross' : 'hatch'))
    applyLineStyle(context, { colour, width: hatching.lineWidth }, 'solid')
    context.stroke()
  }
  context.restore()
}

/** Closed shapes with fill, stroke and label; the context is at the shape's position. */
export function paintBox(context: PaintContext, shape: Shape, options: PaintOptions): void {
  paintFill(context, shape, options)
  const { outline, details } = outlineOf(shape)
  const line = lineStyleOf(shape, options.theme)
  if (line !== null) {
    applyLineStyle(context, line, stringCell(shape, 'dash', 'solid'))
    context.beginPath()
    tracePath(context, outline)
    for (const detail of details) tracePath(context, detail)
    context.stroke()
  }
  const { width, height } = sizeOf(shape)
  paintLabel(context, shape, { minX: 0, minY: 0, maxX: width, maxY: height }, options)
}

export function paintNote(context: PaintContext, shape: Shape, options: PaintOptions): void {
  const { width, height } = sizeOf(shape)
  const { outline } = outlineOf(shape)
  if (options.scale * width > screenDetail.shadowPixels) {
    const alpha = context.globalAlpha
    context.fillStyle = '#000000'
    for (const [spread, drop, strength] of noteShadow) {
      context.globalAlpha = alpha * strength
      context.fillRect(-spread, drop - spread, width + spread * 2, height + spread * 2)
    }
    context.globalAlpha = alpha
  }
  context.fillStyle =
    resolveColour(stringCell(shape, 'fill', 'yellow'), 'note', options.theme) ?? 'transparent'
  context.beginPath()
  tracePath(context, outline)
  context.fill()
  paintLabel(context, shape, { minX: 0, minY: 0, maxX: width, maxY: height }, options)
}

export function paintFrame(context: PaintContext, shape: Shape, options: PaintOptions): void {
  const { width, height } = sizeOf(shape)
  const fill = resolveColour(stringCell(shape, 'fill', 'white'), 'fill', options.theme)
  if (fill !== null) {
    context.fillStyle = fill
    context.fillRect(0, 0, width, height)
  }
  context.setLineDash([])
  context.strokeStyle = surfaceLook(options.theme).frameLine
  context.lineWidth = Math.max(1, 1 / options.scale)
  context.strokeRect(0, 0, width, height)
  const name = stringCell(shape, 'name', '')
  if (name === '' || options.scale < screenDetail.frameNameScale) return
  context.fillStyle = surfaceLook(options.theme).frameName
  const { weight, sizePx, family, above } = frameNameFont
  context.font = `${weight} ${sizePx}px ${family}`
  context.textAlign = 'left'
  context.textBaseline = 'alphabetic'
  context.direction = runsRightToLeft(name) ? 'rtl' : 'ltr'
  context.fillText(name, 0, -above)
}
