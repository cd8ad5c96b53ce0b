import type { Bounds, Shape, ShapeId } from '@flowstate/engine'
import { commit, type Editor } from '../editor.ts'
import { moveChanges } from '../move-shapes.ts'
import { livingIds, movableShapes, selectionBounds } from '../selection.ts'
import { type Command, selectionCommand } from './command.ts'

/** Something that is aligned as one: a shape, or a group or frame with all that is in it. */
export interface AlignedUnit {
  readonly id: ShapeId
  readonly box: Bounds
}

type Axis = 'x' | 'y'
type Edge = 'low' | 'middle' | 'high'

const lowOf = (box: Bounds, axis: Axis): number => (axis === 'x' ? box.minX : box.minY)
const highOf = (box: Bounds, axis: Axis): number => (axis === 'x' ? box.maxX : box.maxY)
const middleOf = (box: Bounds, axis: Axis): number => (lowOf(box, axis) + highOf(box, axis)) / 2

/** How far each unit moves along the axis so that all share an edge or middle of the box around them. */
export function alignOffsets(
  units: readonly AlignedUnit[],
  axis: Axis,
  edge: Edge,
): ReadonlyMap<ShapeId, number> {
  const low = Math.min(...units.map(({ box }) => lowOf(box, axis)))
  const high = Math.max(...units.map(({ box }) => highOf(box, axis)))
  return new Map(
    units.map(({ id, box }) => {
      if (edge === 'low') return [id, low - lowOf(box, axis)]
      if (edge === 'high') return [id, high - highOf(box, axis)]
      return [id, (low + high) / 2 - middleOf(box, axis)]
    }),
  )
}

/** How far each unit moves so that the gaps between neighbours are equal; the outermost two stay. */
export function distributeOffsets(units: readonly AlignedUnit[], axis: Axis): ReadonlyMap<ShapeId, number> {
  const sorted = [...units].sort((a, b) => middleOf(a.box, axis) - middleOf(b.box, axis))
  const first = sorted[0]
  const last = sorted[sorted.length - 1]
  if (first === undefined || last === undefined) return new Map()
  const filled = sorted.reduce((sum, { box }) => sum + highOf(box, axis) - lowOf(box, axis), 0)
  const gap = (highOf(last.box, axis) - lowOf(first.box, axis) - filled) / (sorted.length - 1)
  let next = lowOf(first.box, axis)
  const offsets = new Map<ShapeId, number>()
  for (const { id, box } of sorted) {
    offsets.set(id, next - lowOf(box, axis))
    next += highOf(box, axis) - lowOf(box, axis) + gap
  }
  return offsets
}

function unitsOf(editor: Editor): readonly AlignedUnit[] {
  const view = editor.port.view()
  return livingIds(editor.store.getState().selection, view).flatMap((id) => {
    const movable = movableShapes([id], view).length > 0
    const box = selectionBounds([id], view, editor.scene)
    return movable && box !== null ? [{ id, box }] : []
  })
}

function move(editor: Editor, offsets: ReadonlyMap<ShapeId, number>, axis: Axis): void {
  const view = editor.port.view()
  const moved: { shapes: readonly Shape[]; by: number }[] = [...offsets]
    .filter(([, by]) => Math.abs(by) > 0.001)
    .map(([id, by]) => ({ shapes: movableShapes([id], view), by }))
  const along = new Set([...offsets.keys()].flatMap((id) => movableShapes([id], view)).map(({ id }) => id))
  const changes = moved.flatMap(({ shapes, by }) =>
    moveChanges(shapes, axis === 'x' ? { dx: by, dy: 0 } : { dx: 0, dy: by }, {
      lookup: editor.scene.lookup,
      along,
    }),
  )
  commit(editor, changes, { label: 'align' })
}

const align = (axis: Axis, edge: Edge) => (editor: Editor) =>
  move(editor, alignOffsets(unitsOf(editor), axis, edge), axis)

const distribute = (axis: Axis) => (editor: Editor) =>
  move(editor, distributeOffsets(unitsOf(editor), axis), axis)

const atLeast = (count: number, command: Command): Command => ({
  ...command,
  enabled: (editor) => unitsOf(editor).length >= count,
})

export const alignCommands: readonly Command[] = [
  atLeast(2, selectionCommand('alignLeft', ['Mod+Shift+ArrowLeft'], align('x', 'low'))),
  atLeast(2, selectionCommand('alignCentre', [], align('x', 'middle'))),
  atLeast(2, selectionCommand('alignRight', ['Mod+Shift+ArrowRight'], align('x', 'high'))),
  atLeast(2, selectionCommand('alignTop', ['Mod+Shift+ArrowUp'], align('y', 'low'))),
  atLeast(2, selectionCommand('alignMiddle', [], align('y', 'middle'))),
  atLeast(2, selectionCommand('alignBottom', ['Mod+Shift+ArrowDown'], align('y', 'high'))),
  atLeast(3, selectionCommand('distributeHorizontal', ['Alt+H'], distribute('x'))),
  atLeast(3, selectionCommand('distributeVertical', ['Alt+V'], distribute('y'))),
]
