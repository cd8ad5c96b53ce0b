import {
  type Cells,
  type CellValue,
  calloutTail,
  cellDefault,
  type Shape,
  sizeOf,
  stringCell,
} from '@flowstate/engine'

/** `x` exchanges left and right, `y` top and bottom. */
export type Axis = 'x' | 'y'

/** Kinds that look the same from left and right, but stand on a foot: upside down they are turned by half a circle. */
const standing: ReadonlySet<string> = new Set(['triangle', 'star', 'polygon'])

const fullTurn = Math.PI * 2

export function normalAngle(angle: number): number {
  const rest = angle % fullTurn
  return rest < 0 ? rest + fullTurn : rest
}

/** What a box shows in its mirror: cells besides position, size and rotation. */
export function mirroredContent(shape: Shape, axis: Axis): Cells {
  if (shape.kind === 'image') {
    const [x, y] = Array.isArray(shape.flip) ? shape.flip : [false, false]
    return { flip: axis === 'x' ? [x !== true, y === true] : [x === true, y !== true] }
  }
  if (shape.kind === 'callout') {
    const { x, y } = calloutTail(shape)
    const { width, height } = sizeOf(shape)
    return { tail: axis === 'x' ? [width - x, y] : [x, height - y] }
  }
  return {}
}

/** How far a mirrored shape is turned besides. A label must stay readable. */
export function mirroredTurn(shape: Shape, axis: Axis): number {
  return axis === 'y' && standing.has(shape.kind) && stringCell(shape, 'text', '') === '' ? Math.PI : 0
}

/** Cells that the ends of an arrow exchange when it runs the other way. */
const endCells = [
  ['start', 'end'],
  ['end', 'start'],
  ['startHead', 'endHead'],
  ['endHead', 'startHead'],
] as const

/**
 * What mirrors the bow of a curved arrow of two points, besides its points. To which side it bends is said by its direction
 * alone: the arrow runs the other way, and its ends exchange what they carry.
 */
export function mirroredBow(
  shape: Shape,
  set: Cells,
): { readonly set: Cells; readonly unset?: readonly string[] } {
  const points = Array.isArray(set.points) ? set.points : []
  if (stringCell(shape, 'route', 'straight') !== 'curved' || points.length !== 4) return { set }
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = points
  const turned: { [cell: string]: CellValue } = { ...set, points: [x2, y2, x1, y1] }
  const unset: string[] = []
  for (const [to, from] of endCells) {
    const value = set[from] ?? shape[from] ?? cellDefault(shape.kind, from)
    if (value !== undefined) turned[to] = value
    else {
      delete turned[to]
      if (shape[to] !== undefined) unset.push(to)
    }
  }
  return unset.length === 0 ? { set: turned } : { set: turned, unset }
}
