import {
  type Bounds,
  booleanCell,
  boundsHeight,
  boundsWidth,
  fontSizeOf,
  numberCell,
  numbersCell,
  positionOf,
  resolveColour,
  rotationOf,
  type Shape,
  sizeOf,
  stringCell,
} from '@flowstate/engine'
import type { PaintContext, PaintOptions } from './paint-context.ts'

/** What is smaller than this on screen is painted without letters, heads and dashes: they would not be seen. */
const smallPixels = 19
/** From here on nobody can tell an ellipse from a box, or the bends of a line. */
const tinyPixels = 6
const inkPointsMax = 14
/** Width of a letter, and height of the small ones, as fractions of the font size. */
const letterWidth = 0.5
const letterHeight = 0.5
const wordsAlpha = 0.3
/** How far the control points of an ellipse's quarter are along its box. */
const quarter = 0.5523

/** Thinner lines would fade away. */
const linePixelsMin = 0.45

function setLine(context: PaintContext, shape: Shape, line: { colour: string; scale: number }): void {
  context.strokeStyle = line.colour
  context.lineWidth = Math.max(numberCell(shape, 'strokeWidth', 2), linePixelsMin / line.scale)
  context.lineCap = 'butt'
  context.lineJoin = 'miter'
}

function traceEllipse(context: PaintContext, box: Bounds): void {
  const { minX, minY, maxX, maxY } = box
  const x = (minX + maxX) / 2
  const y = (minY + maxY) / 2
  const dx = ((maxX - minX) / 2) * quarter
  const dy = ((maxY - minY) / 2) * quarter
  context.beginPath()
  context.moveTo(x, minY)
  context.bezierCurveTo(x + dx, minY, maxX, y - dy, maxX, y)
  context.bezierCurveTo(maxX, y + dy, x + dx, maxY, x, maxY)
  context.bezierCurveTo(x - dx, maxY, minX, y + dy, minX, y)
  context.bezierCurveTo(minX, y - dy, x - dx, minY, x, minY)
  context.closePath()
}

/** Words as a bar where they stand, if it would be seen at all. */
function paintBar(
  context: PaintContext,
  shape: Shape,
  bar: { readonly x: number; readonly middleY: number; readonly widthMax: number; readonly centred: boolean },
  options: PaintOptions,
): void {
  const { length } = stringCell(shape, 'text', '')
  const size = fontSizeOf(shape)
  if (length === 0 || size * letterHeight * options.scale < 0.8) return
  const colour = resolveColour(stringCell(shape, 'textColor', 'ink'), 'line', options.theme)
  if (colour === null) return
  const width = Math.min(bar.widthMax, length * size * letterWidth)
  const alpha = context.globalAlpha
  context.globalAlpha = alpha * wordsAlpha
  context.fillStyle = colour
  const x = bar.centred ? bar.x - width / 2 : bar.x
  context.fillRect(x, bar.middleY - (size * letterHeight) / 2, width, size * letterHeight)
  context.globalAlpha = alpha
}

function paintSmallBox(context: PaintContext, shape: Shape, pixels: number, options: PaintOptions): boolean {
  const style = stringCell(shape, 'fillStyle', 'solid')
  if (style === 'hatch' || style === 'cross') return false
  const { x, y } = positionOf(shape)
  const { width, height } = sizeOf(shape)
  const fill =
    style === 'none' ? null : resolveColour(stringCell(shape, 'fill', 'none'), 'fill', options.theme)
  const line = resolveColour(stringCell(shape, 'stroke', 'ink'), 'line', options.theme)
  if (fill !== null) context.fillStyle = fill
  if (line !== null) setLine(context, shape, { colour: line, scale: options.scale })
  if (shape.kind === 'ellipse' && pixels >= tinyPixels) {
    traceEllipse(context, { minX: x, minY: y, maxX: x + width, maxY: y + height })
    if (fill !== null) context.fill()
    if (line !== null) context.stroke()
  } else {
    if (fill !== null) context.fillRect(x, y, width, height)
    if (line !== null) context.strokeRect(x, y, width, height)
  }
  const bar = { x: x + width / 2, middleY: y + height / 2, widthMax: width * 0.8, centred: true }
  paintBar(context, shape, bar, options)
  return true
}

function paintSmallLine(context: PaintContext, shape: Shape, pixels: number, options: PaintOptions): boolean {
  const colour = resolveColour(stringCell(shape, 'stroke', 'ink'), 'line', options.theme)
  if (colour === null) return true
  const stride = shape.kind === 'stroke' ? 3 : 2
  const numbers = numbersCell(shape, 'points')
  const last = numbers.length - stride
  if (last < 0) return true
  const { x, y } = positionOf(shape)
  const points = last / stride
  const step = stride * (pixels < tinyPixels ? Math.max(1, points) : Math.ceil(points / inkPointsMax) || 1)
  setLine(context, shape, { colour, scale: options.scale })
  context.beginPath()
  context.moveTo(x + (numbers[0] ?? 0), y + (numbers[1] ?? 0))
  for (let i = step; i < last; i += step) context.lineTo(x + (numbers[i] ?? 0), y + (numbers[i + 1] ?? 0))
  context.lineTo(x + (numbers[last] ?? 0), y + (numbers[last + 1] ?? 0))
  context.stroke()
  return true
}

/**
 * Paints a shape that is small on screen with a few plain calls; most shapes of a large canvas are, when all of it is seen.
 * @param reach everything the shape may paint on
 * @returns false where it has to be painted in full: it is not small, or not plain
 */
export function paintSmall(
  context: PaintContext,
  shape: Shape,
  reach: Bounds,
  options: PaintOptions,
): boolean {
  const pixels = Math.max(boundsWidth(reach), boundsHeight(reach)) * options.scale
  if (pixels >= smallPixels || rotationOf(shape) !== 0 || numberCell(shape, 'opacity', 1) !== 1) return false
  if (booleanCell(shape, 'hidden', false)) return true
  switch (shape.kind) {
    case 'rectangle':
    case 'ellipse':
      return paintSmallBox(context, shape, pixels, options)
    case 'stroke':
      return paintSmallLine(context, shape, pixels, options)
    case 'line':
    case 'arrow': {
      const bent = stringCell(shape, 'route', 'straight') !== 'straight'
      const bound = shape.start !== undefined || shape.end !== undefined
      return bent || bound ? false : paintSmallLine(context, shape, pixels, options)
    }
    case 'text': {
      if (stringCell(shape, 'text', '').includes('\n')) return false
      const { x, y } = positionOf(shape)
      const bar = {
        x,
        middleY: y + fontSizeOf(shape) * 0.7,
        widthMax: boundsWidth(reach),
        centred: false,
      }
      paintBar(context, shape, bar, options)
      return true
    }
    default:
      return false
  }
}
