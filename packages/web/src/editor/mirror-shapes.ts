import {
  bindingOf,
  type Cells,
  type CellValue,
  calloutTail,
  cellDefault,
  type GeometryContext,
  isInk,
  isLinear,
  numbersCell,
  type Point,
  type ProposedChange,
  positionOf,
  rotationCentre,
  rotationOf,
  type Shape,
  type ShapeId,
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

/** Points of a line or ink with one axis turned round, still beginning at the corner of their box (OP10). */
function mirroredPoints(
  shape: Shape,
  axis: Axis,
): { readonly points: readonly number[]; readonly span: number } {
  const numbers = numbersCell(shape, 'points')
  const stride = isInk(shape) ? 3 : 2
  const offset = axis === 'x' ? 0 : 1
  const along = numbers.filter((_, i) => i % stride === offset)
  const span = along.length === 0 ? 0 : Math.max(...along) + Math.min(...along)
  return { points: numbers.map((value, i) => (i % stride === offset ? span - value : value)), span }
}

/** Anchors of ends tied to shapes that are mirrored along. */
function mirroredBindings(shape: Shape, axis: Axis, along: ReadonlySet<ShapeId>): Cells {
  const cells: { [cell: string]: CellValue } = {}
  for (const end of ['start', 'end'] as const) {
    const binding = bindingOf(shape, end)
    if (binding === null || !along.has(binding.shapeId)) continue
    const [u, v] = binding.anchor
    cells[end] = { shapeId: binding.shapeId, anchor: axis === 'x' ? [1 - u, v] : [u, 1 - v] }
  }
  return cells
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

/** Mirrors shapes about a point: each in itself, and where it stands. */
export function flipChanges(
  shapes: readonly Shape[],
  mirror: { readonly axis: Axis; readonly about: Point },
  context: GeometryContext,
): readonly ProposedChange[] {
  const { axis, about } = mirror
  const along = new Set(shapes.map((shape) => shape.id))
  return shapes.map((shape) => {
    const centre = rotationCentre(shape, context)
    const { x, y } = positionOf(shape)
    const set: { [cell: string]: CellValue } = { ...mirroredContent(shape, axis) }
    let dx = axis === 'x' ? 2 * (about.x - centre.x) : 0
    let dy = axis === 'y' ? 2 * (about.y - centre.y) : 0
    if (isInk(shape) || isLinear(shape)) {
      const { points, span } = mirroredPoints(shape, axis)
      set.points = points
      // The points are mirrored about the middle of their own box, which for a bent line is not the middle of what is seen.
      if (axis === 'x') dx += 2 * (centre.x - x) - span
      else dy += 2 * (centre.y - y) - span
      Object.assign(set, mirroredBindings(shape, axis, along))
    }
    set.position = [x + dx, y + dy]
    const rotation = normalAngle(mirroredTurn(shape, axis) - rotationOf(shape))
    if (rotation !== rotationOf(shape)) set.rotation = rotation
    return { kind: 'update', id: shape.id, ...mirroredBow(shape, set) }
  })
}
