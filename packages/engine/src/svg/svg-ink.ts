import { boundsHeight, boundsWidth } from '../geometry/bounds.ts'
import { opacityOf, pointsOf, stringCell } from '../geometry/cell-readers.ts'
import { inkColour, inkOutline, inkWidth, plainInkPath, plainInkWidth } from '../geometry/ink-outline.ts'
import { polylinePath } from '../geometry/path.ts'
import { screenDetail } from '../geometry/screen-detail.ts'
import { localBounds } from '../geometry/shape-bounds.ts'
import { highlightLook } from '../geometry/surface-look.ts'
import type { Shape } from '../shapes/shape.ts'
import { type Attributes, element, type Markup } from './svg-markup.ts'
import { pathData } from './svg-path.ts'
import type { SvgPen } from './svg-pen.ts'
import { strokeAttributes } from './svg-stroke.ts'
import { thinPoints } from './thin-points.ts'

/** Pixels between the points of a simplified line. */
const simplePixels = 1.5
const simplePointsMax = 200

function blendAttributes(shape: Shape, pen: SvgPen): Attributes {
  if (shape.kind !== 'highlight') return {}
  const { alpha, blend } = highlightLook[pen.theme]
  const strength = opacityOf(shape) * alpha
  return { style: `mix-blend-mode:${blend}`, 'fill-opacity': strength, 'stroke-opacity': strength }
}

function simpleLine(shape: Shape, pen: SvgPen, colour: string): Markup {
  const kept = thinPoints(pointsOf(shape), { apart: simplePixels / pen.scale, countMax: simplePointsMax })
  // A single point becomes a line of no length, which round ends turn into a dot.
  const points = kept.length === 1 ? [...kept, ...kept] : kept
  const width = shape.kind === 'highlight' ? inkWidth(shape) : plainInkWidth(shape)
  return element('path', {
    d: pathData(polylinePath(points, false), pen.digits),
    ...strokeAttributes({ colour, width }, stringCell(shape, 'dash', 'solid')),
    ...blendAttributes(shape, pen),
  })
}

/** Pen and highlighter; the origin is the shape's position. */
export function inkMarkup(shape: Shape, pen: SvgPen): readonly Markup[] {
  const colour = inkColour(shape, pen.theme)
  if (colour === null) return []
  if (pen.simplified) return [simpleLine(shape, pen, colour)]
  const bounds = localBounds(shape, pen)
  const pixels = Math.max(boundsWidth(bounds), boundsHeight(bounds)) * pen.scale
  const dash = stringCell(shape, 'dash', 'solid')
  const isSmall = pixels < screenDetail.plainInkPixels
  if (shape.kind === 'stroke' && (isSmall || dash !== 'solid')) {
    const d = pathData(plainInkPath(shape, isSmall ? pixels : undefined), pen.digits)
    return [element('path', { d, ...strokeAttributes({ colour, width: plainInkWidth(shape) }, dash) })]
  }
  const d = pathData(inkOutline(shape), pen.digits)
  return [element('path', { d, fill: colour, ...blendAttributes(shape, pen) })]
}
