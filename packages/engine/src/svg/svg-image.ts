import { numbersCell, opacityOf, sizeOf, stringCell } from '../geometry/cell-readers.ts'
import { surfaceLook } from '../geometry/surface-look.ts'
import type { Shape } from '../shapes/shape.ts'
import { element, type Markup } from './svg-markup.ts'
import { svgNumber } from './svg-number.ts'
import { outlineData } from './svg-outline.ts'
import type { SvgPen } from './svg-pen.ts'

/** Pixels only, carried along: nothing that is fetched, nothing that is a document itself. */
const pictureUrl = /^data:image\/(?:png|jpeg|gif|webp|avif);base64,[A-Za-z0-9+/]+={0,2}$/

function flipTransform(shape: Shape): string | undefined {
  const [flipX, flipY] = Array.isArray(shape.flip) ? shape.flip : []
  if (flipX !== true && flipY !== true) return undefined
  const { width, height } = sizeOf(shape)
  const x = svgNumber(flipX === true ? width : 0)
  const y = svgNumber(flipY === true ? height : 0)
  return `translate(${x} ${y}) scale(${flipX === true ? -1 : 1} ${flipY === true ? -1 : 1})`
}

export function imageMarkup(shape: Shape, pen: SvgPen): readonly Markup[] {
  const alpha = opacityOf(shape)
  const { width, height } = sizeOf(shape)
  const d = outlineData(shape, pen)
  const href = pen.image(stringCell(shape, 'assetId', ''))
  if (href === null || !pictureUrl.test(href)) {
    return [element('path', { d, fill: surfaceLook(pen.theme).missingPicture })]
  }
  const [left = 0, top = 0, across = 1, down = 1] = numbersCell(shape, 'crop')
  const wholeWidth = across === 0 ? 0 : width / across
  const wholeHeight = down === 0 ? 0 : height / down
  const picture = element('image', {
    x: -left * wholeWidth,
    y: -top * wholeHeight,
    width: wholeWidth,
    height: wholeHeight,
    href,
    preserveAspectRatio: 'none',
    // Pictures have neither fill nor stroke that the opacity could already be in force for.
    opacity: alpha === 1 ? undefined : alpha,
    transform: flipTransform(shape),
  })
  return [element('g', { 'clip-path': pen.definitions.clip(d) }, [picture])]
}
