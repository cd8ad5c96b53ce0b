import { opacityOf, sizeOf, stringCell } from '../geometry/cell-readers.ts'
import { hatching } from '../geometry/hatching.ts'
import { resolveColour } from '../geometry/palette.ts'
import { outlineOf } from '../geometry/shape-outline.ts'
import { lineStyleOf } from '../geometry/stroke-style.ts'
import type { Shape } from '../shapes/shape.ts'
import { type Attributes, element, type Markup } from './svg-markup.ts'
import { outlineData } from './svg-outline.ts'
import { pathData } from './svg-path.ts'
import type { SvgPen } from './svg-pen.ts'
import { strokeAttributes } from './svg-stroke.ts'
import { labelMarkup } from './svg-text.ts'

function fillAttributes(shape: Shape, pen: SvgPen): Attributes | null {
  const fill = stringCell(shape, 'fill', 'none')
  const style = stringCell(shape, 'fillStyle', 'solid')
  if (style === 'none') return null
  if (style !== 'hatch' && style !== 'cross') {
    const colour = resolveColour(fill, 'fill', pen.theme)
    return colour === null ? null : { fill: colour }
  }
  const colour = resolveColour(fill, 'line', pen.theme)
  if (colour === null) return null
  const isVisible = hatching.spacing * pen.scale >= hatching.pixelsMin && !pen.simplified
  if (isVisible) return { fill: pen.definitions.hatch(style, colour) }
  return { fill: colour, 'fill-opacity': opacityOf(shape) * hatching.alpha * hatching.tintAlpha }
}

/** Closed shapes with fill, stroke and label; the origin is the shape's position. */
export function boxMarkup(shape: Shape, pen: SvgPen): readonly Markup[] {
  const { details } = outlineOf(shape)
  const fill = fillAttributes(shape, pen)
  const line = lineStyleOf(shape, pen.theme)
  const d = outlineData(shape, pen)
  const parts: Markup[] = []
  const stroke = line === null ? null : strokeAttributes(line, stringCell(shape, 'dash', 'solid'))
  if (stroke !== null && details.length === 0) parts.push(element('path', { d, ...fill, ...stroke }))
  else {
    if (fill !== null) parts.push(element('path', { d, ...fill }))
    const lines = d + details.map((detail) => pathData(detail, pen.digits)).join('')
    if (stroke !== null) parts.push(element('path', { d: lines, ...stroke }))
  }
  const { width, height } = sizeOf(shape)
  parts.push(...labelMarkup(shape, { minX: 0, minY: 0, maxX: width, maxY: height }, pen))
  return parts
}
