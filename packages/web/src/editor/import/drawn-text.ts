import {
  createTextRuler,
  createWidthEstimate,
  type FontName,
  type Shape,
  type ShapeId,
} from '@flowstate/engine'
import { within } from './clean-cells.ts'

/** What of a text decides how large it is. */
export interface DrawnText {
  readonly text: string
  readonly font: FontName
  readonly fontSize: number
}

export interface DrawnBox {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export const fontSizeMin = 4
export const fontSizeMax = 400

function layoutOf(kind: string, cells: { readonly [cell: string]: string | number | readonly number[] }) {
  const shape: Shape = {
    id: 'measured-1' as ShapeId,
    kind,
    parentId: null,
    index: 'a0',
    createdVersion: 0,
    updatedVersion: 0,
    ...cells,
  }
  return createTextRuler(createWidthEstimate()).layout(shape)
}

/** How large free text is here; with a width, its lines end there. */
export function proseSize(
  text: DrawnText,
  width: number | null,
): { readonly width: number; readonly height: number } {
  const { text: words, font, fontSize } = text
  const layout = layoutOf('text', { text: words, font, fontSize, ...(width === null ? {} : { width }) })
  return { width: layout.width, height: layout.height }
}

/**
 * Free text where the file has it. Faces and line heights differ between programs: the middle of the text stays in place, so
 * that it neither leaves its surroundings nor turns about another point.
 * @param wraps whether lines end at the box's side
 */
export function proseCellsIn(
  box: DrawnBox,
  text: DrawnText & { readonly align: 'left' | 'center' | 'right' },
  wraps: boolean,
): { readonly [cell: string]: unknown } {
  const { text: words, font, fontSize, align } = text
  const width = Math.max(1, box.width)
  const size = proseSize(text, wraps ? width : null)
  const spare = wraps ? 0 : box.width - size.width
  const left = align === 'left' ? 0 : align === 'right' ? spare : spare / 2
  return {
    position: [box.x + left, box.y + (box.height - size.height) / 2],
    text: words,
    font,
    fontSize,
    align,
    ...(wraps ? { width } : {}),
  }
}

const smallest = 0.6

/**
 * The size at which a label takes no more lines in its box than in the program it comes from, which may set it tighter. Not
 * below six tenths: then it rather runs over.
 * @param linesMax how many lines it had
 */
export function labelSizeIn(
  kind: string,
  box: DrawnBox,
  label: DrawnText & { readonly linesMax: number },
): number {
  const { text, font, linesMax } = label
  const fontSize = within(label.fontSize, fontSizeMin, fontSizeMax)
  for (let factor = 1; factor >= smallest; factor -= 0.05) {
    const size = Math.max(fontSizeMin, fontSize * factor)
    const { lines } = layoutOf(kind, { text, font, fontSize: size, size: [box.width, box.height] })
    if (lines.length <= linesMax) return size
  }
  return fontSize
}
