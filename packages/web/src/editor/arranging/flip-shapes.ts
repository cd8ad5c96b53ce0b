import {
  bindingOf,
  type Cells,
  type CellValue,
  centreOf,
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
} from '@flowstate/engine'
import { commit, type Editor } from '../editor.ts'
import { type Axis, mirroredBow, mirroredContent, mirroredTurn, normalAngle } from '../mirror-shapes.ts'
import { movableShapes, selectionBounds } from '../selection.ts'

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

/** Mirrors what is selected about the middle of it. */
export function flip(editor: Editor, axis: Axis): void {
  const { selection } = editor.store.getState()
  const view = editor.port.view()
  const box = selectionBounds(selection, view, editor.scene)
  if (box === null) return
  const changes = flipChanges(movableShapes(selection, view), { axis, about: centreOf(box) }, editor.scene)
  commit(editor, changes, { label: 'flip' })
}
