import { sizeOf, stringCell } from '../geometry/cell-readers.ts'
import { resolveColour } from '../geometry/palette.ts'
import { screenDetail } from '../geometry/screen-detail.ts'
import { frameNameFont, surfaceLook } from '../geometry/surface-look.ts'
import { isolated, runsRightToLeft } from '../geometry/writing-direction.ts'
import type { Shape } from '../shapes/shape.ts'
import { element, type Markup, textNode } from './svg-markup.ts'
import type { SvgPen } from './svg-pen.ts'

export function frameMarkup(shape: Shape, pen: SvgPen): readonly Markup[] {
  const { width, height } = sizeOf(shape)
  const look = surfaceLook(pen.theme)
  const fill = resolveColour(stringCell(shape, 'fill', 'white'), 'fill', pen.theme)
  const parts = [
    element('rect', {
      width,
      height,
      fill: fill ?? undefined,
      stroke: look.frameLine,
      'stroke-width': Math.max(1, 1 / pen.scale),
      'stroke-linejoin': 'miter',
    }),
  ]
  const name = stringCell(shape, 'name', '')
  if (name === '' || pen.scale < screenDetail.frameNameScale) return parts
  const { family, weight, sizePx, above } = frameNameFont
  const style = { fill: look.frameName, 'font-family': family, 'font-size': sizePx, 'font-weight': weight }
  return [
    ...parts,
    element('text', { y: -above, ...style }, [textNode(isolated(name, runsRightToLeft(name)))]),
  ]
}
