import type { Bounds } from '../geometry/bounds.ts'
import { screenDetail } from '../geometry/screen-detail.ts'
import type { PlacedShape } from './svg-content.ts'
import { element, type Markup } from './svg-markup.ts'
import { svgNumber } from './svg-number.ts'
import type { SvgPen } from './svg-pen.ts'
import { insideColour, spotColour } from './svg-spot.ts'
import type { SvgView } from './svg-view.ts'

/** Sides of a cell in pixels, tried in this order until the cells fit. */
const sides = [1, 2, 3, 4, 5, 6, 8, 12, 24, 48] as const
/** A shape of more cells than this is only its middle one. */
const cellsOfOneMax = 64
/** About what a run of cells takes, and what a path takes besides its data. */
const runBytes = 7
const pathBytes = 80

interface Spot {
  readonly bounds: Bounds
  readonly paint: string
}

interface Mosaic {
  readonly columns: number
  /** Per cell in rows the number of its paint; 0 is empty. */
  readonly cells: Uint16Array
}

/** Where the middles of cells lie between two edges; at least one cell, if it is inside at all. */
function span(from: number, to: number): readonly [first: number, last: number] {
  const first = Math.ceil(from - 0.5)
  const last = Math.floor(to - 0.5)
  const middle = Math.floor((from + to) / 2)
  return first > last ? [middle, middle] : [first, last]
}

function layMosaic(
  spots: readonly Spot[],
  numbers: ReadonlyMap<string, number>,
  view: SvgView,
  side: number,
): Mosaic {
  const columns = Math.ceil(view.width / side)
  const rows = Math.ceil(view.height / side)
  const cells = new Uint16Array(columns * rows)
  const perUnit = view.scale / side
  const { minX, minY } = view.area
  for (const { bounds, paint } of spots) {
    let [left, right] = span((bounds.minX - minX) * perUnit, (bounds.maxX - minX) * perUnit)
    let [top, bottom] = span((bounds.minY - minY) * perUnit, (bounds.maxY - minY) * perUnit)
    if ((right - left + 1) * (bottom - top + 1) > cellsOfOneMax) {
      left = right = Math.floor((left + right) / 2)
      top = bottom = Math.floor((top + bottom) / 2)
    }
    const number = numbers.get(paint) ?? 0
    for (let row = Math.max(0, top); row <= Math.min(rows - 1, bottom); row++) {
      for (let column = Math.max(0, left); column <= Math.min(columns - 1, right); column++) {
        cells[row * columns + column] = number
      }
    }
  }
  return { columns, cells }
}

/** Calls back with each run of equal cells in a row. */
function eachRun(
  { columns, cells }: Mosaic,
  visit: (run: { readonly paint: number; readonly at: number; readonly length: number }) => void,
): void {
  for (let at = 0; at < cells.length; ) {
    const paint = cells[at] ?? 0
    const rowEnd = at - (at % columns) + columns
    let end = at + 1
    while (end < rowEnd && cells[end] === paint) end += 1
    if (paint !== 0) visit({ paint, at, length: end - at })
    at = end
  }
}

function countRuns(mosaic: Mosaic): number {
  let runs = 0
  eachRun(mosaic, () => {
    runs += 1
  })
  return runs
}

/** Path data per paint, in cells: each run is a line of the thickness of a cell, moved to from the end of the one before. */
function runData(mosaic: Mosaic, paints: number): readonly string[] {
  const pens = Array.from({ length: paints }, () => ({ data: 'M0 .5', x: 0, y: 0 }))
  eachRun(mosaic, ({ paint, at, length }) => {
    const pen = pens[paint - 1]
    if (pen === undefined) return
    const x = at % mosaic.columns
    const y = (at - x) / mosaic.columns
    pen.data += `m${x - pen.x} ${y - pen.y}h${length}`
    pen.x = x + length
    pen.y = y
  })
  return pens.map(({ data }) => data)
}

function draw(mosaic: Mosaic, paints: readonly string[], view: SvgView, side: number): Markup {
  const strokes = runData(mosaic, paints.length).map((d, i) => {
    const [stroke = '', alpha = ''] = paints[i]?.split(' ') ?? []
    return element('path', { d, stroke, 'stroke-opacity': alpha === '1' ? undefined : alpha })
  })
  const { area, scale } = view
  const place = `translate(${svgNumber(area.minX, 2)} ${svgNumber(area.minY, 2)})`
  const transform = `${place}scale(${svgNumber(side / scale)})`
  return element('g', { transform, 'stroke-width': 1, 'stroke-linecap': 'butt' }, strokes)
}

/** What fills a shape's cells: its inside, or more faintly the colour of its line. */
function paintOf({ shape }: PlacedShape, pen: SvgPen): string | null {
  const inside = insideColour(shape, pen.theme)
  if (inside !== null) return `${inside} 1`
  const line = spotColour(shape, pen.theme)
  return line === null ? null : `${line} ${screenDetail.spotAlpha}`
}

/** Shapes that are not written themselves, as cells of their colour; cells grow until they fit into the bytes. */
export function mosaicMarkup(
  placed: readonly PlacedShape[],
  { view, bytesMax }: { readonly view: SvgView; readonly bytesMax: number },
  pen: SvgPen,
): readonly Markup[] {
  const numbers = new Map<string, number>()
  const spots: Spot[] = []
  for (const one of placed) {
    const paint = paintOf(one, pen)
    if (paint === null) continue
    if (!numbers.has(paint)) numbers.set(paint, numbers.size + 1)
    spots.push({ bounds: one.bounds, paint })
  }
  if (spots.length === 0) return []
  for (const side of sides) {
    const mosaic = layMosaic(spots, numbers, view, side)
    const paintsSeen = new Set(mosaic.cells).size
    if (countRuns(mosaic) * runBytes + paintsSeen * pathBytes > bytesMax) continue
    return [draw(mosaic, [...numbers.keys()], view, side)]
  }
  return []
}
