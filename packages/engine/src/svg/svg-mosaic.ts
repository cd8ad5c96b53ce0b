import type { Bounds } from '../geometry/bounds.ts'
import { screenDetail } from '../geometry/screen-detail.ts'
import type { PlacedShape } from './svg-content.ts'
import { element, type Markup } from './svg-markup.ts'
import { svgNumber } from './svg-number.ts'
import type { SvgPen } from './svg-pen.ts'
import { insideColour, spotColour } from './svg-spot.ts'
import type { SvgView } from './svg-view.ts'
import { eachInSteps, type WorkSteps } from './work-steps.ts'

/** Sides of a cell in pixels, tried in this order until the cells fit. */
const sides = [1, 2, 3, 4, 5, 6, 8, 12, 24, 48] as const
/** A shape of more cells than this is only its middle one. */
const cellsOfOneMax = 64
/** About what a run of cells takes, and what a path takes besides its data. */
const runBytes = 7
const pathBytes = 80

interface Spot {
  readonly bounds: Bounds
  /** Which paint fills its cells, counted from 1. */
  readonly number: number
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

function* layMosaic(spots: readonly Spot[], view: SvgView, side: number): WorkSteps<Mosaic> {
  const columns = Math.ceil(view.width / side)
  const rows = Math.ceil(view.height / side)
  const cells = new Uint16Array(columns * rows)
  const perUnit = view.scale / side
  const { minX, minY } = view.area
  yield* eachInSteps(spots, ({ bounds, number }) => {
    let [left, right] = span((bounds.minX - minX) * perUnit, (bounds.maxX - minX) * perUnit)
    let [top, bottom] = span((bounds.minY - minY) * perUnit, (bounds.maxY - minY) * perUnit)
    if ((right - left + 1) * (bottom - top + 1) > cellsOfOneMax) {
      left = right = Math.floor((left + right) / 2)
      top = bottom = Math.floor((top + bottom) / 2)
    }
    for (let row = Math.max(0, top); row <= Math.min(rows - 1, bottom); row++) {
      const first = row * columns
      cells.fill(number, first + Math.max(0, left), first + Math.min(columns - 1, right) + 1)
    }
    return true
  })
  return { columns, cells }
}

/** Calls back with each run of equal cells in a row. */
function eachRun(
  { columns, cells }: Mosaic,
  visit: (number: number, at: number, length: number) => void,
): void {
  for (let at = 0; at < cells.length; ) {
    const number = cells[at] ?? 0
    const rowEnd = at - (at % columns) + columns
    let end = at + 1
    while (end < rowEnd && cells[end] === number) end += 1
    if (number !== 0) visit(number, at, end - at)
    at = end
  }
}

function bytesOf(mosaic: Mosaic): number {
  const numbers = new Set<number>()
  let bytes = 0
  eachRun(mosaic, (number) => {
    bytes += numbers.has(number) ? runBytes : runBytes + pathBytes
    numbers.add(number)
  })
  return bytes
}

/** Path data per paint, in cells: each run is a line of the thickness of a cell, moved to from the end of the one before. */
function runData(mosaic: Mosaic, paints: number): readonly string[] {
  const pens = Array.from({ length: paints }, () => ({ data: '', x: 0, y: 0 }))
  eachRun(mosaic, (number, at, length) => {
    const pen = pens[number - 1]
    if (pen === undefined) return
    const x = at % mosaic.columns
    const y = (at - x) / mosaic.columns
    if (pen.data === '') pen.data = 'M0 .5'
    pen.data += `m${x - pen.x} ${y - pen.y}h${length}`
    pen.x = x + length
    pen.y = y
  })
  return pens.map(({ data }) => data)
}

function draw(
  mosaic: Mosaic,
  {
    paints,
    side,
    view,
  }: { readonly paints: readonly string[]; readonly side: number; readonly view: SvgView },
): Markup {
  const strokes = runData(mosaic, paints.length).flatMap((d, i) => {
    const [stroke = '', alpha = ''] = paints[i]?.split(' ') ?? []
    return d === '' ? [] : element('path', { d, stroke, 'stroke-opacity': alpha === '1' ? undefined : alpha })
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
export function* mosaicMarkup(
  placed: readonly PlacedShape[],
  { view, bytesMax }: { readonly view: SvgView; readonly bytesMax: number },
  pen: SvgPen,
): WorkSteps<readonly Markup[]> {
  const numbers = new Map<string, number>()
  const spots: Spot[] = []
  yield* eachInSteps(placed, (one) => {
    const paint = paintOf(one, pen)
    if (paint === null) return true
    const number = numbers.get(paint) ?? numbers.size + 1
    numbers.set(paint, number)
    spots.push({ bounds: one.bounds, number })
    return true
  })
  if (spots.length === 0) return []
  for (const side of sides) {
    const mosaic = yield* layMosaic(spots, view, side)
    const fits = bytesOf(mosaic) <= bytesMax
    yield
    if (fits) return [draw(mosaic, { paints: [...numbers.keys()], side, view })]
  }
  return []
}
