import type { Shape, Theme } from '@flowstate/engine'
import { numbersCell, outlineOf, type Size, sizeOf, stringCell } from '@flowstate/engine'
import { type PaintContext, type PaintOptions, tracePath } from './paint-context.ts'

/** Faces smaller than this on screen are left plain. */
const glyphPixelsMin = 28
const faces: { readonly [Name in Theme]: { readonly surface: string; readonly line: string } } = {
  light: { surface: '#eceef1', line: '#8a93a1' },
  dark: { surface: '#2a2e35', line: '#8b94a3' },
}

/** The shown part of a picture, in fractions of it. */
function cropOf(shape: Shape): readonly [x: number, y: number, width: number, height: number] {
  const [x = 0, y = 0, width = 1, height = 1] = numbersCell(shape, 'crop')
  const [left, top] = [Math.min(x, 0.999), Math.min(y, 0.999)]
  return [left, top, Math.min(width || 1, 1 - left), Math.min(height || 1, 1 - top)]
}

/** A landscape in a frame: a picture goes here. Struck through, it did not come. */
function paintFace(
  context: PaintContext,
  { width, height }: Size,
  face: { readonly options: PaintOptions; readonly failed: boolean },
): void {
  const { theme, scale } = face.options
  context.fillStyle = faces[theme].surface
  context.fillRect(0, 0, width, height)
  const side = Math.min(width, height)
  if (side * scale < glyphPixelsMin) return
  const unit = Math.min(side * 0.4, 64) / 24
  context.translate(width / 2 - 12 * unit, height / 2 - 12 * unit)
  context.scale(unit, unit)
  context.strokeStyle = faces[theme].line
  context.lineWidth = 1.6
  context.lineCap = 'round'
  context.lineJoin = 'round'
  context.setLineDash([])
  context.beginPath()
  context.rect(3, 4, 18, 16)
  context.moveTo(3, 16)
  context.lineTo(8.5, 11)
  context.lineTo(13, 15)
  context.lineTo(15.5, 13)
  context.lineTo(21, 18)
  context.moveTo(17.2, 8.8)
  context.arc(15.7, 8.8, 1.5, 0, Math.PI * 2)
  if (face.failed) {
    context.moveTo(1, 1)
    context.lineTo(23, 23)
  }
  context.stroke()
}

/** A picture, or what stands in its place; the context is at the shape's position. */
export function paintImage(context: PaintContext, shape: Shape, options: PaintOptions): void {
  const size = sizeOf(shape)
  const { width, height } = size
  const [cropX, cropY, cropWidth, cropHeight] = cropOf(shape)
  const picture = options.image(stringCell(shape, 'assetId', ''), (width * options.scale) / cropWidth)
  context.save()
  context.beginPath()
  tracePath(context, outlineOf(shape).outline)
  context.clip()
  if (picture.kind === 'ready') {
    const [flipX, flipY] = Array.isArray(shape.flip) ? shape.flip : [false, false]
    context.translate(flipX === true ? width : 0, flipY === true ? height : 0)
    context.scale(flipX === true ? -1 : 1, flipY === true ? -1 : 1)
    context.drawImage(
      picture.source,
      cropX * picture.width,
      cropY * picture.height,
      cropWidth * picture.width,
      cropHeight * picture.height,
      0,
      0,
      width,
      height,
    )
  } else {
    paintFace(context, size, { options, failed: picture.kind === 'failed' })
  }
  context.restore()
}
