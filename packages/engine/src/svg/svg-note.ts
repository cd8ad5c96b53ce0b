import { opacityOf, sizeOf, stringCell } from '../geometry/cell-readers.ts'
import { resolveColour } from '../geometry/palette.ts'
import { screenDetail } from '../geometry/screen-detail.ts'
import { noteShadow } from '../geometry/surface-look.ts'
import type { Shape } from '../shapes/shape.ts'
import { element, type Markup } from './svg-markup.ts'
import { outlineData } from './svg-outline.ts'
import type { SvgPen } from './svg-pen.ts'
import { labelMarkup } from './svg-text.ts'

export function noteMarkup(shape: Shape, pen: SvgPen): readonly Markup[] {
  const alpha = opacityOf(shape)
  const { width, height } = sizeOf(shape)
  const parts: Markup[] = []
  if (pen.scale * width > screenDetail.shadowPixels && !pen.simplified) {
    for (const [spread, drop, strength] of noteShadow) {
      parts.push(
        element('rect', {
          x: -spread,
          y: drop - spread,
          width: width + spread * 2,
          height: height + spread * 2,
          fill: '#000000',
          'fill-opacity': alpha * strength,
        }),
      )
    }
  }
  const fill = resolveColour(stringCell(shape, 'fill', 'yellow'), 'note', pen.theme)
  if (fill !== null) parts.push(element('path', { d: outlineData(shape, pen), fill }))
  parts.push(...labelMarkup(shape, { minX: 0, minY: 0, maxX: width, maxY: height }, pen))
  return parts
}
