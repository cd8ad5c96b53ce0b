import type { CellValue } from '../change.ts'
import type { ShapeId } from '../ids.ts'
import type { Shape } from '../shapes/shape.ts'
import type { Point } from './bounds.ts'

/** Finds a live shape; what geometry needs of the canvas to follow bound arrows. */
export interface ShapeLookup {
  get(id: ShapeId): Shape | undefined
}

export interface Size {
  readonly width: number
  readonly height: number
}

export function numberCell(shape: Shape, cell: string, fallback: number): number {
  const value = shape[cell]
  return typeof value === 'number' ? value : fallback
}

export function stringCell(shape: Shape, cell: string, fallback: string): string {
  const value = shape[cell]
  return typeof value === 'string' ? value : fallback
}

export function booleanCell(shape: Shape, cell: string, fallback: boolean): boolean {
  const value = shape[cell]
  return typeof value === 'boolean' ? value : fallback
}

const noNumbers: readonly number[] = []
const isNumber = (item: CellValue): item is number => typeof item === 'number'

/** A loop: `every` calls a function for each of a million points while the page opens. */
function areNumbers(items: readonly CellValue[]): items is readonly number[] {
  for (let i = 0; i < items.length; i++) if (typeof items[i] !== 'number') return false
  return true
}

/** The numbers of a list cell; anything else in it is left out. Read for every shape of a canvas: a clean list is not copied. */
export function numbersCell(shape: Shape, cell: string): readonly number[] {
  const value = shape[cell]
  if (!Array.isArray(value)) return noNumbers
  const items: readonly CellValue[] = value
  return areNumbers(items) ? items : items.filter(isNumber)
}

export function positionOf(shape: Shape): Point {
  const { position } = shape
  // Without a detour for what is as it should be: read many times for every shape that is placed or painted.
  if (Array.isArray(position)) {
    const x: CellValue | undefined = position[0]
    const y: CellValue | undefined = position[1]
    if (typeof x === 'number' && typeof y === 'number') return { x, y }
  }
  const numbers = numbersCell(shape, 'position')
  return { x: numbers[0] ?? 0, y: numbers[1] ?? 0 }
}

export function sizeOf(shape: Shape): Size {
  const { size } = shape
  if (Array.isArray(size)) {
    const width: CellValue | undefined = size[0]
    const height: CellValue | undefined = size[1]
    if (typeof width === 'number' && typeof height === 'number') return { width, height }
  }
  const numbers = numbersCell(shape, 'size')
  return { width: numbers[0] ?? 0, height: numbers[1] ?? 0 }
}

export function rotationOf(shape: Shape): number {
  return numberCell(shape, 'rotation', 0)
}

export function opacityOf(shape: Shape): number {
  return numberCell(shape, 'opacity', 1)
}

/** Points relative to the position: pairs for lines and arrows, triples with pressure for ink. */
export function pointsOf(shape: Shape): readonly Point[] {
  const numbers = numbersCell(shape, 'points')
  const stride = isInk(shape) ? 3 : 2
  const points: Point[] = []
  for (let i = 0; i + 1 < numbers.length; i += stride) {
    points.push({ x: numbers[i] as number, y: numbers[i + 1] as number })
  }
  return points
}

export function isInk(shape: Shape): boolean {
  return shape.kind === 'stroke' || shape.kind === 'highlight'
}

export function isLinear(shape: Shape): boolean {
  return shape.kind === 'line' || shape.kind === 'arrow'
}

/** Kinds of closed outlines with fill, stroke and label. */
export const boxKinds: ReadonlySet<string> = new Set([
  'rectangle',
  'ellipse',
  'diamond',
  'triangle',
  'hexagon',
  'star',
  'cloud',
  'cylinder',
  'callout',
  'polygon',
])

/** Whether the kind is one of the closed outlines with fill, stroke and label. */
export function isBox(shape: Shape): boolean {
  return boxKinds.has(shape.kind)
}

const sizedKinds: ReadonlySet<string> = new Set([...boxKinds, 'note', 'frame', 'image'])

/** Whether the kind is laid out by its `size`. */
export function isSized(shape: Shape): boolean {
  return sizedKinds.has(shape.kind)
}
