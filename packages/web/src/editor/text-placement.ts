import {
  type Align,
  alignOf,
  type Bounds,
  centreOf,
  flattenPath,
  type GeometryContext,
  isLinear,
  labelBox,
  labelMiddle,
  labelPadding,
  linearPath,
  localBounds,
  type Point,
  rotateAbout,
  rotationOf,
  type Shape,
  type TextLayout,
  textTop,
  textWidthMax,
} from '@flowstate/engine'

/** Where the field for a shape's text stands, in canvas units. */
export interface TextPlacement {
  /** The field's top left corner after rotation, in canvas coordinates. */
  readonly corner: Point
  readonly rotation: number
  readonly width: number
  readonly height: number
  readonly align: Align
  /** Whether lines break at the field's width. */
  readonly wraps: boolean
  readonly layout: TextLayout
}

function fieldBox(shape: Shape, layout: TextLayout, context: GeometryContext): Bounds {
  const { height } = layout
  const around = (middle: Point, width: number): Bounds => ({
    minX: middle.x - width / 2,
    minY: middle.y - height / 2,
    maxX: middle.x + width / 2,
    maxY: middle.y + height / 2,
  })
  if (isLinear(shape)) {
    const middle = labelMiddle(shape, flattenPath(linearPath(shape, context)))
    return around(middle, Math.max(40, layout.width))
  }
  const box = localBounds(shape, context)
  if (shape.kind === 'text') return box
  const top = textTop(shape, layout, labelBox(shape, box))
  const inner = textWidthMax(shape) ?? box.maxX - box.minX - labelPadding * 2
  const middle = centreOf(box)
  return { minX: middle.x - inner / 2, maxX: middle.x + inner / 2, minY: top, maxY: top + height }
}

export function placeText(shape: Shape, context: GeometryContext): TextPlacement {
  const layout = context.ruler.layout(shape)
  const box = fieldBox(shape, layout, context)
  const rotation = isLinear(shape) ? 0 : rotationOf(shape)
  const centre = centreOf(localBounds(shape, context))
  return {
    corner: rotateAbout({ x: box.minX, y: box.minY }, centre, rotation),
    rotation,
    width: box.maxX - box.minX,
    height: box.maxY - box.minY,
    align: alignOf(shape),
    wraps: textWidthMax(shape) !== null && !isLinear(shape),
    layout,
  }
}
