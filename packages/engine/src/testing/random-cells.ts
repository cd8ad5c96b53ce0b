import { colourNames } from '../cells/choice-grammars.ts'
import type { CellValue, ProposedShape } from '../change.ts'
import type { ShapeId } from '../ids.ts'
import { cellsOfKind, isRequiredCell, type ShapeKindName } from '../shapes/shape-registry.ts'

/** A number from 0 inclusive to 1 exclusive. */
export type Random = () => number

/** A small seeded generator (mulberry32): the same seed gives the same numbers on every machine. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** A whole number from 0 to bound - 1. */
export function randomInteger(random: Random, bound: number): number {
  return Math.floor(random() * bound)
}

/** One of a list that is not empty. */
export function pick<T>(random: Random, items: readonly T[]): T {
  return items[randomInteger(random, items.length)] as T
}

const idCharacters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-'

/** A fresh shape id. */
export function randomShapeId(random: Random): ShapeId {
  let id = ''
  for (let i = 0; i < 16; i++) id += pick(random, [...idCharacters])
  return id as ShapeId
}

/** A UUID of version 7 without a clock. */
export function randomUuid(random: Random): string {
  const hex = (length: number): string =>
    Array.from({ length }, () => randomInteger(random, 16).toString(16)).join('')
  return `${hex(8)}-${hex(4)}-7${hex(3)}-8${hex(3)}-${hex(12)}`
}

function length(random: Random): number {
  // never minus zero, which the grammar writes as zero
  return Math.round((random() - 0.5) * 400_000) / 100 + 0
}

const words = [
  '',
  'a',
  'note',
  'zwei Wörter',
  'line\nbreak',
  '日本語',
  '🙂 smile',
  'e\u0301',
  '"quoted" \\ text',
]

/** Random text; all of it well-formed. */
export function randomText(random: Random): string {
  return pick(random, words) + pick(random, words)
}

function randomPoints(random: Random, kind: string): readonly number[] {
  const points: number[] = []
  const count = 2 + randomInteger(random, 4)
  for (let i = 0; i < count; i++) {
    points.push(length(random), length(random))
    if (kind === 'stroke' || kind === 'highlight') points.push(randomInteger(random, 10_001) / 10_000)
  }
  return points
}

function fraction(random: Random): number {
  return randomInteger(random, 10_001) / 10_000
}

/** A value in normal form for a cell of a kind. */
export function randomCellValue(random: Random, kind: string, cell: string): CellValue {
  switch (cell) {
    case 'opacity':
      return fraction(random)
    case 'locked':
    case 'hidden':
    case 'clip':
      return random() < 0.5
    case 'link':
      return `https://example.org/${randomInteger(random, 1000)}`
    case 'position':
    case 'tail':
      return [length(random), length(random)]
    case 'rotation':
      return randomInteger(random, 628_318) / 100_000
    case 'size':
      return [Math.abs(length(random)), Math.abs(length(random))]
    case 'stroke':
    case 'fill':
    case 'textColor':
      return random() < 0.8 ? pick(random, colourNames) : '#a1b2c3'
    case 'strokeWidth':
      return 0.5 + randomInteger(random, 100) / 4
    case 'dash':
      return pick(random, ['solid', 'dashed', 'dotted'])
    case 'fillStyle':
      return pick(random, ['none', 'solid', 'hatch', 'cross'])
    case 'corner':
    case 'width':
      return Math.abs(length(random))
    case 'name':
    case 'text':
    case 'alt':
      return randomText(random)
    case 'font':
      return pick(random, ['hand', 'sans', 'serif', 'mono'])
    case 'fontSize':
      return 4 + randomInteger(random, 397)
    case 'align':
      return pick(random, ['left', 'center', 'right'])
    case 'verticalAlign':
      return pick(random, ['top', 'middle', 'bottom'])
    case 'points':
      return randomPoints(random, kind)
    case 'start':
    case 'end':
      return { shapeId: randomShapeId(random), anchor: [fraction(random), fraction(random)] }
    case 'startHead':
    case 'endHead':
      return pick(random, ['none', 'arrow', 'triangle', 'dot', 'bar', 'diamond'])
    case 'route':
      return pick(random, ['straight', 'curved', 'elbow'])
    case 'assetId':
      return Array.from({ length: 64 }, () => randomInteger(random, 16).toString(16)).join('')
    case 'crop':
      return [fraction(random), fraction(random), fraction(random), fraction(random)]
    case 'flip':
      return [random() < 0.5, random() < 0.5]
    case 'sides':
      return 3 + randomInteger(random, 10)
    default:
      throw new Error(`no generator for the cell ${cell}`)
  }
}

/** A shape of a kind: its required cells and some of the others. */
export function randomShape(random: Random, kind: ShapeKindName, parentId?: ShapeId | null): ProposedShape {
  const cells: { [cell: string]: CellValue } = {}
  for (const cell of cellsOfKind(kind)?.keys() ?? []) {
    if (isRequiredCell(cell) || random() < 0.2) cells[cell] = randomCellValue(random, kind, cell)
  }
  const shape = { id: randomShapeId(random), kind, ...cells }
  return parentId === undefined ? shape : { ...shape, parentId }
}
