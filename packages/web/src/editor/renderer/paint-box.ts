import { outlineOf, resolveColour, type Shape, sizeOf, stringCell } from '@flowstate/engine'
import { applyLineStyle, lineStyleOf } from './line-style.ts'
import { type PaintContext, type PaintOptions, tracePath } from './paint-context.ts'
import { paintLabel } from './paint-text.ts'

const hatchSpacing = 9
/** Hatching closer than this on screen would only shimmer: it becomes an even tint. */
const hatchPixelsMin = 3

function hatchLines(context: PaintContext, shape: Shape, both: boolean): void {
  const { width, height } = sizeOf(shape)
  context.beginPath()
  for (let offset = -height; offset < width; offset += hatchSpacing) {
    context.moveTo(offset, height)
    context.lineTo(offset + height, 0)
    if (both) {
      context.moveTo(offset, 0)
      context.lineTo(offset + height, height)
    }
  }
}

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
  context.globalAlpha *= 0.55
  if (hatchSpacing * options.scale < hatchPixelsMin) {
    const { width, height } = sizeOf(shape)
    context.globalAlpha *= 0.3
    context.fillStyle = colour
    context.fillRect(0, 0, width, height)
  } else {
    hatchLines(context, shape, style === 'cross')
    applyLineStyle(context, { colour, width: 1.25 }, 'solid')
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

/** Soft shadow in three flat steps: a blurred one costs more than everything else on the tile. */
const noteShadow: readonly (readonly [spread: number, drop: number, alpha: number])[] = [
  [4, 6, 0.02],
  [2, 4, 0.03],
  [1, 3, 0.04],
  [0, 1.5, 0.05],
]

export function paintNote(context: PaintContext, shape: Shape, options: PaintOptions): void {
  const { width, height } = sizeOf(shape)
  const { outline } = outlineOf(shape)
  if (options.scale * width > 24) {
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
  context.strokeStyle = options.theme === 'light' ? '#c9ced6' : '#444a55'
  context.lineWidth = Math.max(1, 1 / options.scale)
  context.strokeRect(0, 0, width, height)
  const name = stringCell(shape, 'name', '')
  if (name === '' || options.scale < 0.3) return
  context.fillStyle = options.theme === 'light' ? '#6b7280' : '#9aa3b0'
  context.font = "500 13px 'Inter Variable', system-ui, sans-serif"
  context.textAlign = 'left'
  context.textBaseline = 'alphabetic'
  context.fillText(name, 0, -8)
}

export function paintImage(context: PaintContext, shape: Shape, options: PaintOptions): void {
  const { width, height } = sizeOf(shape)
  const image = options.image(stringCell(shape, 'assetId', ''))
  context.save()
  context.beginPath()
  tracePath(context, outlineOf(shape).outline)
  context.clip()
  if (image === null) {
    context.fillStyle = options.theme === 'light' ? '#eceef1' : '#2a2e35'
    context.fillRect(0, 0, width, height)
  } else {
    const flip = shape.flip
    const [flipX, flipY] = Array.isArray(flip) ? flip : [false, false]
    context.translate(flipX === true ? width : 0, flipY === true ? height : 0)
    context.scale(flipX === true ? -1 : 1, flipY === true ? -1 : 1)
    context.drawImage(image, 0, 0, width, height)
  }
  context.restore()
}
