import type { Point } from '@flowstate/engine'
import { thinnedPoints, within } from './clean-cells.ts'
import type { DrawnBinding, DrawnShape } from './drawing.ts'
import { proseSize } from './drawn-text.ts'
import { isClosedPath } from './filled-outline.ts'
import { entriesIn, flagIn, member, numberIn, objectIn, textIn } from './foreign-value.ts'
import type { LossList } from './loss-list.ts'
import { boxPlace, mapPoint, pathCells } from './plane-map.ts'
import type { PlacedRecord } from './tldraw-boxes.ts'
import { tldrawInk } from './tldraw-ink.ts'
import * as style from './tldraw-style.ts'
import { tldrawWords } from './tldraw-words.ts'

type Part = Omit<DrawnShape, 'parentKey' | 'key'>

const highlightUnitsPerWidth = 7

export function tldrawInkShape({ record, props, plane }: PlacedRecord, losses: LossList): Part | null {
  const isHighlight = textIn(record, 'type') === 'highlight'
  const ink = tldrawInk(props)
  const points = ink.map((point) => mapPoint(plane, point))
  const [first] = points
  if (first === undefined) return null
  if (style.isFilled(props) && (flagIn(props, 'isClosed') || isClosedPath(points))) losses.add('fill', 'draw')
  const isPen = flagIn(props, 'isPen')
  const triples = points.flatMap(({ x, y }, i) => [
    x - first.x,
    y - first.y,
    isPen ? (ink[i]?.pressure ?? 0.5) : 0.5,
  ])
  const { stroke, dash } = style.tldrawLineCells(props)
  const cells = {
    position: [first.x, first.y],
    points: thinnedPoints(triples, 3, { what: 'draw', losses }),
    stroke,
  }
  if (!isHighlight)
    return {
      kind: 'stroke',
      cells: { ...cells, strokeWidth: style.tldrawLineWidth(props), ...(dash !== undefined && { dash }) },
    }
  const strokeWidth = within(style.tldrawHighlightWidth(props) / highlightUnitsPerWidth, 0.5, 100)
  return { kind: 'highlight', cells: { ...cells, strokeWidth } }
}

/** The corners of a line: a table of points by name, or in older files of handles, in the order of their keys. */
function corners(props: unknown): readonly Point[] {
  const table = [...entriesIn(props, 'points'), ...entriesIn(props, 'handles')].map(([, point]) => point)
  return table
    .filter((point) => ['', 'vertex'].includes(textIn(point, 'type')))
    .toSorted((a, b) => (textIn(a, 'index') < textIn(b, 'index') ? -1 : 1))
    .map((point) => ({ x: numberIn(point, 'x', 0), y: numberIn(point, 'y', 0) }))
}

export function tldrawLineShape({ props, plane }: PlacedRecord, losses: LossList): Part | null {
  const points = corners(props).map((point) => mapPoint(plane, point))
  if (points.length < 2) return null
  const path = pathCells(points)
  const cells = {
    ...style.tldrawLineCells(props),
    ...path,
    points: thinnedPoints(path.points, 2, { what: 'line', losses }),
  }
  // Our lines are straight between their points: a smooth one is an arrow without heads.
  if (textIn(props, 'spline') === 'cubic' && points.length > 2)
    return { kind: 'arrow', cells: { ...cells, endHead: 'none', route: 'curved' } }
  return { kind: 'line', cells }
}

export function tldrawTextShape({ props, plane }: PlacedRecord, losses: LossList): Part | null {
  const text = tldrawWords(props, losses)
  if (text.trim() === '') return null
  const wraps = member(props, 'autoSize') === false
  const scale = style.scaleOf(props)
  const words = {
    text,
    font: style.tldrawFont(props),
    fontSize: style.tldrawFontSize(props, 'text'),
    align: style.tldrawAlign(textIn(props, 'textAlign') || textIn(props, 'align', 'start')),
  }
  const width = wraps ? Math.max(1, numberIn(props, 'w', 100) * scale) : null
  const cells = {
    ...words,
    ...(width === null ? {} : { width }),
    ...boxPlace(plane, proseSize(words, width)),
    textColor: style.namedColour(textIn(props, 'color', 'black')),
  }
  return { kind: 'text', cells }
}

type Head = 'none' | 'arrow' | 'triangle' | 'dot' | 'bar' | 'diamond'

const heads = new Map<string, Head>([
  ['arrow', 'arrow'],
  ['triangle', 'triangle'],
  ['inverted', 'triangle'],
  ['dot', 'dot'],
  ['diamond', 'diamond'],
  ['square', 'diamond'],
  ['bar', 'bar'],
  ['pipe', 'bar'],
])

/** An end of an arrow: where it is, and what it is tied to. */
export interface ArrowEnd {
  readonly point: Point
  readonly binding?: DrawnBinding
}

/** The ends come from outside: what they are tied to decides where they are. */
export function tldrawArrowShape(
  { props }: PlacedRecord,
  ends: { readonly start: ArrowEnd; readonly end: ArrowEnd },
  losses: LossList,
): Part {
  const [from, to] = [ends.start.point, ends.end.point]
  const bend = numberIn(props, 'bend', 0)
  const length = Math.hypot(to.x - from.x, to.y - from.y)
  const isElbow = textIn(props, 'kind') === 'elbow'
  const isBent = !isElbow && Math.abs(bend) > 1 && length > 0
  const half = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 }
  const bow = { x: half.x - ((to.y - from.y) / length) * bend, y: half.y + ((to.x - from.x) / length) * bend }
  const text = tldrawWords(props, losses)
  const cells = {
    ...style.tldrawLineCells(props),
    ...pathCells(isBent ? [from, bow, to] : [from, to]),
    startHead: heads.get(textIn(props, 'arrowheadStart', 'none')) ?? 'none',
    endHead: heads.get(textIn(props, 'arrowheadEnd', 'arrow')) ?? 'none',
    route: isElbow ? 'elbow' : isBent ? 'curved' : 'straight',
    ...(text.trim() === ''
      ? {}
      : {
          text,
          font: style.tldrawFont(props),
          fontSize: style.tldrawFontSize(props, 'arrow'),
          textColor: style.namedColour(textIn(props, 'labelColor', 'black')),
        }),
  }
  const { start, end } = { start: ends.start.binding, end: ends.end.binding }
  return { kind: 'arrow', cells, ...(start && { start }), ...(end && { end }) }
}

/** Where an end lies that is tied to nothing. */
export function freeEnd({ props, plane }: PlacedRecord, name: 'start' | 'end'): Point {
  const at = objectIn(props, name)
  return mapPoint(plane, { x: numberIn(at, 'x', 0), y: numberIn(at, 'y', 0) })
}
