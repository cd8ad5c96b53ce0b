import type { Shape } from '../shapes/shape.ts'
import { type Bounds, boundsOfPoints, cornersOf, expandBounds, type Point, unionBounds } from './bounds.ts'
import { stringCell } from './cell-readers.ts'
import { flattenPath, type Path, polylinePath } from './path.ts'
import { labelPadding, type TextLayout, type TextLine } from './text-layout.ts'
import { runsRightToLeft } from './writing-direction.ts'

/** What of a line is held in place. */
type Side = 'left' | 'center' | 'right'

/** `start` is the side a line is read from. */
export type Align = Side | 'start'

/** Where a block of text stands: its lines lie between the box's sides, the first one begins at `top`. */
export interface TextBlock {
  readonly box: Bounds
  readonly top: number
  readonly align: Align
}

export interface PlacedLine extends TextLine {
  readonly side: Side
  readonly left: number
  readonly baseline: number
}

/** The part of a closed shape its label is centred in: not every outline is widest in the middle. */
export function labelBox(shape: Shape, box: Bounds): Bounds {
  const height = box.maxY - box.minY
  if (shape.kind === 'triangle') return { ...box, minY: box.minY + height * 0.36 }
  if (shape.kind === 'cylinder') {
    return { ...box, minY: box.minY + Math.min(height / 2, (box.maxX - box.minX) / 3) * 0.7 }
  }
  return box
}

/** Where nothing was chosen, free text begins where its lines are read from, and labels are in the middle. */
export function alignOf(shape: Shape): Align {
  const fallback = shape.kind === 'text' ? 'start' : 'center'
  const value = stringCell(shape, 'align', fallback)
  return value === 'left' || value === 'right' || value === 'center' ? value : fallback
}

function sideOf(align: Align, isRightToLeft: boolean): Side {
  if (align !== 'start') return align
  return isRightToLeft ? 'right' : 'left'
}

/** Where the first line of a text is held. */
export function firstSideOf(shape: Shape): Side {
  return sideOf(alignOf(shape), runsRightToLeft(stringCell(shape, 'text', '').split('\n', 1)[0] ?? ''))
}

/** The top of the text block inside a box, so that capitals look centred between top and bottom. */
export function textTop(shape: Shape, layout: TextLayout, box: Bounds): number {
  switch (stringCell(shape, 'verticalAlign', 'middle')) {
    case 'top':
      return box.minY + labelPadding
    case 'bottom':
      return box.maxY - labelPadding - layout.height
    default:
      return (box.minY + box.maxY) / 2 - layout.height / 2
  }
}

/** The label of a closed shape inside its box. */
export function labelBlock(shape: Shape, layout: TextLayout, box: Bounds): TextBlock {
  return {
    box: { ...box, minX: box.minX + labelPadding, maxX: box.maxX - labelPadding },
    top: textTop(shape, layout, labelBox(shape, box)),
    align: alignOf(shape),
  }
}

/** Free text, set from the top of its own box. */
export function proseBlock(shape: Shape, box: Bounds): TextBlock {
  return { box, top: box.minY, align: alignOf(shape) }
}

/** The label of a line, around the middle of its length. */
export function lineLabelBlock(layout: TextLayout, middle: Point): TextBlock {
  const box = {
    minX: middle.x - layout.width / 2,
    maxX: middle.x + layout.width / 2,
    minY: middle.y - layout.height / 2,
    maxY: middle.y + layout.height / 2,
  }
  return { box, top: box.minY, align: 'center' }
}

/** Canvas units a line is interrupted for, before and after its label. */
const lineLabelMargin = 6

/**
 * Where a line with a label is painted: around its label, which stands on whatever lies there. The place of the label is wound
 * the other way round, so that the plain rule of winding leaves it out.
 */
export function aroundLabel(line: Path, { box }: TextBlock, strokeWidth: number): Path {
  const gap = { ...box, minX: box.minX - lineLabelMargin, maxX: box.maxX + lineLabelMargin }
  const reach = unionBounds([gap, boundsOfPoints(flattenPath(line)) ?? gap]) ?? gap
  const [a, b, c, d] = cornersOf(gap)
  return [
    ...polylinePath(cornersOf(expandBounds(reach, strokeWidth)), true),
    ...polylinePath([a, d, c, b], true),
  ]
}

function leftOf(side: Side, box: Bounds, width: number): number {
  switch (side) {
    case 'left':
      return box.minX
    case 'right':
      return box.maxX - width
    case 'center':
      return (box.minX + box.maxX - width) / 2
  }
}

/** The box of a text block, whichever way its lines run; wider than its box where a line is. */
export function blockBounds(
  { box, top, align }: TextBlock,
  { width, height }: { readonly width: number; readonly height: number },
): Bounds {
  const minX = leftOf(sideOf(align, false), box, width)
  return { minX, minY: top, maxX: minX + width, maxY: top + height }
}

/** The lines that are not empty. The baseline is set by the height of capitals, which is what the eye centres on. */
export function placeLines(layout: TextLayout, { box, top, align }: TextBlock): readonly PlacedLine[] {
  const placed: PlacedLine[] = []
  layout.lines.forEach((line, i) => {
    if (line.text === '') return
    const baseline = top + i * layout.lineHeight + (layout.lineHeight + layout.capHeight) / 2
    const side = sideOf(align, line.isRightToLeft)
    placed.push({ ...line, side, left: leftOf(side, box, line.width), baseline })
  })
  return placed
}
