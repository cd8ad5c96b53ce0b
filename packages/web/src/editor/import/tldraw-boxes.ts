import type { Colour, ShapeKindName } from '@flowstate/engine'
import { linkCells, nameCells } from './clean-cells.ts'
import type { DrawnShape } from './drawing.ts'
import { labelSizeIn } from './drawn-text.ts'
import { wordColour } from './foreign-colour.ts'
import { type Foreign, flagIn, isForeign, member, numberIn, objectIn, textIn } from './foreign-value.ts'
import type { LossList } from './loss-list.ts'
import { boxPlace, type PlaneMap } from './plane-map.ts'
import * as style from './tldraw-style.ts'
import { tldrawWords } from './tldraw-words.ts'

type Part = Omit<DrawnShape, 'parentKey' | 'key'>

/** A shape of a file and where its own plane lies on the canvas. */
export interface PlacedRecord {
  readonly record: Foreign
  readonly props: Foreign
  readonly plane: PlaneMap
}

export interface BoxSize {
  readonly width: number
  readonly height: number
}

const noteSide = 200

/** The size of shapes that have one; undefined for text, ink, lines and groups. */
export function tldrawBoxSize({ record, props }: Omit<PlacedRecord, 'plane'>): BoxSize | undefined {
  const type = textIn(record, 'type')
  const growY = Math.max(0, numberIn(props, 'growY', 0))
  if (type === 'note') {
    const scale = style.scaleOf(props)
    return { width: noteSide * scale, height: (noteSide + growY) * scale }
  }
  if (!['geo', 'frame', 'image', 'video', 'embed', 'bookmark'].includes(type)) return undefined
  return {
    width: Math.max(0, numberIn(props, 'w', 100)),
    height: Math.max(0, numberIn(props, 'h', 100)) + growY,
  }
}

const geoKinds = new Map<string, { readonly kind: ShapeKindName; readonly sides?: number }>([
  ['rectangle', { kind: 'rectangle' }],
  ['ellipse', { kind: 'ellipse' }],
  ['oval', { kind: 'rectangle' }],
  ['triangle', { kind: 'triangle' }],
  ['diamond', { kind: 'diamond' }],
  ['pentagon', { kind: 'polygon', sides: 5 }],
  ['hexagon', { kind: 'hexagon' }],
  ['octagon', { kind: 'polygon', sides: 8 }],
  ['star', { kind: 'star' }],
  ['cloud', { kind: 'cloud' }],
])

interface Label {
  readonly kind: string
  readonly size: BoxSize
  readonly fill: Colour
}

function labelCells(
  { props }: PlacedRecord,
  label: Label,
  losses: LossList,
): { readonly [cell: string]: unknown } {
  const text = tldrawWords(props, losses)
  if (text.trim() === '') return {}
  const font = style.tldrawFont(props)
  const fontSize = style.tldrawFontSize(props, 'label')
  const box = { x: 0, y: 0, ...label.size }
  const linesMax = Math.max(text.split('\n').length, Math.floor((label.size.height - 8) / (fontSize * 1.35)))
  return {
    text,
    font,
    fontSize: labelSizeIn(label.kind, box, { text, font, fontSize, linesMax }),
    textColor: wordColour(style.namedColour(textIn(props, 'labelColor', 'black')), label.fill),
    align: style.tldrawAlign(textIn(props, 'align', 'middle')),
    verticalAlign: style.tldrawVertical(textIn(props, 'verticalAlign', 'middle')),
  }
}

function placed({ plane }: PlacedRecord, size: BoxSize): { readonly [cell: string]: unknown } {
  return { ...boxPlace(plane, size), size: [size.width, size.height] }
}

function geoShape(placedRecord: PlacedRecord, size: BoxSize, losses: LossList): Part {
  const { props } = placedRecord
  const geo = textIn(props, 'geo', 'rectangle')
  const known = geoKinds.get(geo)
  if (known === undefined) losses.add('simplified', geo)
  const kind = known?.kind ?? 'rectangle'
  const fill = style.tldrawFill(props)
  const cells = {
    ...placed(placedRecord, size),
    ...style.tldrawLineCells(props),
    ...fill,
    ...(known?.sides === undefined ? {} : { sides: known.sides }),
    ...(geo === 'oval' ? { corner: Math.min(size.width, size.height) / 2 } : {}),
    ...linkCells(textIn(props, 'url')),
    ...labelCells(placedRecord, { kind, size, fill: fill.fill ?? 'none' }, losses),
  }
  return { kind, cells }
}

function noteShape(placedRecord: PlacedRecord, size: BoxSize, losses: LossList): Part {
  const fill = style.noteColour(placedRecord.props)
  const words = labelCells(placedRecord, { kind: 'note', size, fill }, losses)
  return {
    kind: 'note',
    cells: { ...placed(placedRecord, size), fill, ...words, ...linkCells(textIn(placedRecord.props, 'url')) },
  }
}

function cropCells(props: Foreign): { readonly crop?: readonly number[] } {
  const crop = member(props, 'crop')
  if (!isForeign(crop)) return {}
  const [from, to] = [objectIn(crop, 'topLeft'), objectIn(crop, 'bottomRight')]
  const [x, y] = [numberIn(from, 'x', 0), numberIn(from, 'y', 0)]
  const part = [x, y, numberIn(to, 'x', 1) - x, numberIn(to, 'y', 1) - y]
  return part.every((value) => value >= 0 && value <= 1) ? { crop: part } : {}
}

function imageShape(placedRecord: PlacedRecord, size: BoxSize): Part {
  const { props } = placedRecord
  const flip = [flagIn(props, 'flipX'), flagIn(props, 'flipY')]
  const alt = textIn(props, 'altText').replaceAll('\0', '').toWellFormed().slice(0, 2_000).toWellFormed()
  const cells = {
    ...placed(placedRecord, size),
    ...cropCells(props),
    ...(flip.includes(true) ? { flip } : {}),
    ...(alt === '' ? {} : { alt }),
  }
  return { kind: 'image', cells, pictureKey: textIn(props, 'assetId') }
}

/** What shows a page of the web or a film: a box that leads there. */
function linkedShape(placedRecord: PlacedRecord, size: BoxSize, losses: LossList): Part {
  const { record, props } = placedRecord
  const type = textIn(record, 'type')
  losses.add('simplified', type)
  const url = textIn(props, 'url')
  const text = (url === '' ? type : url).toWellFormed().replaceAll('\0', '').slice(0, 300).toWellFormed()
  const cells = {
    ...placed(placedRecord, size),
    corner: 8,
    fill: 'grey',
    text,
    font: 'sans',
    fontSize: 14,
    ...linkCells(url),
  }
  return { kind: 'rectangle', cells }
}

/** Shapes with a box of their own; null for all others. */
export function tldrawBoxShape(placedRecord: PlacedRecord, losses: LossList): Part | null {
  const size = tldrawBoxSize(placedRecord)
  if (size === undefined) return null
  switch (textIn(placedRecord.record, 'type')) {
    case 'geo':
      return geoShape(placedRecord, size, losses)
    case 'note':
      return noteShape(placedRecord, size, losses)
    case 'frame':
      return {
        kind: 'frame',
        cells: { ...placed(placedRecord, size), ...nameCells(textIn(placedRecord.props, 'name')) },
      }
    case 'image':
      return imageShape(placedRecord, size)
    default:
      return linkedShape(placedRecord, size, losses)
  }
}
