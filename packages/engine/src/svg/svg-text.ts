import type { Bounds } from '../geometry/bounds.ts'
import { opacityOf, stringCell } from '../geometry/cell-readers.ts'
import { labelBlock, type PlacedLine, placeLines, type TextBlock } from '../geometry/label-place.ts'
import { resolveColour } from '../geometry/palette.ts'
import { screenDetail } from '../geometry/screen-detail.ts'
import { fontFaces, fontNameOf, fontSizeOf, type TextLayout } from '../geometry/text-layout.ts'
import { isolated } from '../geometry/writing-direction.ts'
import type { Shape } from '../shapes/shape.ts'
import { element, type Markup, textNode } from './svg-markup.ts'
import { boxData } from './svg-path.ts'
import type { SvgPen } from './svg-pen.ts'

const anchors = { left: 'start', center: 'middle', right: 'end' } as const

/** The point a line is anchored at: other fonts than the measured ones stay in place then. */
function anchorX(line: PlacedLine): number {
  switch (line.side) {
    case 'left':
      return line.left
    case 'center':
      return line.left + line.width / 2
    case 'right':
      return line.left + line.width
  }
}

function bars(lines: readonly PlacedLine[], capHeight: number, pen: SvgPen): string {
  const boxes = lines.map(({ left, width, baseline }) =>
    boxData({ minX: left, minY: baseline - capHeight, maxX: left + width, maxY: baseline }, pen.digits),
  )
  return boxes.join('')
}

/** Laid-out text as real text, or as bars where the picture is too small to read it. Null where nothing is to be seen. */
export function textMarkup(shape: Shape, layout: TextLayout, block: TextBlock, pen: SvgPen): Markup | null {
  const colour = resolveColour(stringCell(shape, 'textColor', 'ink'), 'line', pen.theme)
  const lines = placeLines(layout, block)
  const [first] = lines
  if (colour === null || first === undefined) return null
  if (layout.capHeight * pen.scale < screenDetail.legiblePixels) {
    const d = bars(lines, layout.capHeight, pen)
    return element('path', { d, fill: colour, 'fill-opacity': opacityOf(shape) * screenDetail.barAlpha })
  }
  const { family, weight } = fontFaces[fontNameOf(shape)]
  const style = {
    fill: colour,
    'font-family': family,
    'font-size': fontSizeOf(shape),
    'font-weight': weight === 400 ? undefined : weight,
    'text-anchor': first.side === 'left' ? undefined : anchors[first.side],
  }
  const at = (line: PlacedLine) => ({ x: anchorX(line), y: line.baseline })
  const words = ({ text, isRightToLeft }: PlacedLine) => [textNode(isolated(text, isRightToLeft))]
  if (lines.length === 1) return element('text', { ...at(first), ...style }, words(first))
  const spans = lines.map((line) => {
    const own = line.side === first.side ? {} : { 'text-anchor': anchors[line.side] }
    return element('tspan', { ...at(line), ...own }, words(line))
  })
  return element('text', style, spans)
}

/** The label of a closed shape whose corner is the origin. */
export function labelMarkup(shape: Shape, box: Bounds, pen: SvgPen): readonly Markup[] {
  if (stringCell(shape, 'text', '') === '') return []
  const layout = pen.ruler.layout(shape)
  const markup = textMarkup(shape, layout, labelBlock(shape, layout, box), pen)
  return markup === null ? [] : [markup]
}
