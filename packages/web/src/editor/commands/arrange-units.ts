import { type Bounds, boundsHeight, boundsWidth, type ShapeId } from '@flowstate/engine'
import { commit, type Editor } from '../editor.ts'
import { moveChanges } from '../move-shapes.ts'
import { inReadingOrder } from '../reading-order.ts'
import { movableShapes } from '../selection.ts'
import { type AlignedUnit, unitsOf } from './align-units.ts'

export type Axis = 'x' | 'y'
export type Edge = 'low' | 'middle' | 'high'

/** How far each unit moves. */
type Offsets = ReadonlyMap<ShapeId, { readonly dx: number; readonly dy: number }>

/** Between units that are put side by side, in canvas units. */
const gap = 24

const lowOf = (box: Bounds, axis: Axis): number => (axis === 'x' ? box.minX : box.minY)
const highOf = (box: Bounds, axis: Axis): number => (axis === 'x' ? box.maxX : box.maxY)
const middleOf = (box: Bounds, axis: Axis): number => (lowOf(box, axis) + highOf(box, axis)) / 2
const along = (axis: Axis, by: number) => (axis === 'x' ? { dx: by, dy: 0 } : { dx: 0, dy: by })

/** All share an edge or middle of the box around them. */
export function alignOffsets(units: readonly AlignedUnit[], axis: Axis, edge: Edge): Offsets {
  const low = Math.min(...units.map(({ box }) => lowOf(box, axis)))
  const high = Math.max(...units.map(({ box }) => highOf(box, axis)))
  return new Map(
    units.map(({ id, box }) => {
      if (edge === 'low') return [id, along(axis, low - lowOf(box, axis))]
      if (edge === 'high') return [id, along(axis, high - highOf(box, axis))]
      return [id, along(axis, (low + high) / 2 - middleOf(box, axis))]
    }),
  )
}

/** Units in a row with these gaps, from where the first one is. */
function inRow(sorted: readonly AlignedUnit[], axis: Axis, between: number): Offsets {
  const [first] = sorted
  let next = first === undefined ? 0 : lowOf(first.box, axis)
  const offsets = new Map<ShapeId, { readonly dx: number; readonly dy: number }>()
  for (const { id, box } of sorted) {
    offsets.set(id, along(axis, next - lowOf(box, axis)))
    next += highOf(box, axis) - lowOf(box, axis) + between
  }
  return offsets
}

function sortedAlong(units: readonly AlignedUnit[], axis: Axis): readonly AlignedUnit[] {
  return [...units].sort((a, b) => middleOf(a.box, axis) - middleOf(b.box, axis))
}

/** The gaps between neighbours become equal; the outermost two stay. */
export function distributeOffsets(units: readonly AlignedUnit[], axis: Axis): Offsets {
  const sorted = sortedAlong(units, axis)
  const first = sorted[0]
  const last = sorted[sorted.length - 1]
  if (first === undefined || last === undefined) return new Map()
  const filled = sorted.reduce((sum, { box }) => sum + highOf(box, axis) - lowOf(box, axis), 0)
  return inRow(sorted, axis, (highOf(last.box, axis) - lowOf(first.box, axis) - filled) / (sorted.length - 1))
}

/** Units stand side by side, close to each other. */
export function stackOffsets(units: readonly AlignedUnit[], axis: Axis): Offsets {
  return inRow(sortedAlong(units, axis), axis, gap)
}

/** Units stand in a grid about as wide as high, in reading order, from the corner they are at. */
export function tidyOffsets(units: readonly AlignedUnit[]): Offsets {
  const boxes = new Map(units.map(({ id, box }) => [id, box]))
  const ordered = inReadingOrder(units).map((id) => ({ id, box: boxes.get(id) as Bounds }))
  const columns = Math.ceil(Math.sqrt(ordered.length))
  const left = Math.min(...units.map(({ box }) => box.minX))
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(0, ...ordered.filter((_, i) => i % columns === column).map(({ box }) => boundsWidth(box))),
  )
  let top = Math.min(...units.map(({ box }) => box.minY))
  const offsets = new Map<ShapeId, { readonly dx: number; readonly dy: number }>()
  for (let from = 0; from < ordered.length; from += columns) {
    const row = ordered.slice(from, from + columns)
    let x = left
    for (const [column, { id, box }] of row.entries()) {
      offsets.set(id, { dx: x - box.minX, dy: top - box.minY })
      x += (widths[column] as number) + gap
    }
    top += Math.max(...row.map(({ box }) => boundsHeight(box))) + gap
  }
  return offsets
}

/** What can be done with units. */
export type Arrangement =
  | { readonly kind: 'align'; readonly axis: Axis; readonly edge: Edge }
  | { readonly kind: 'distribute' | 'stack'; readonly axis: Axis }
  | { readonly kind: 'tidy' }

function offsetsOf(units: readonly AlignedUnit[], how: Arrangement): Offsets {
  switch (how.kind) {
    case 'align':
      return alignOffsets(units, how.axis, how.edge)
    case 'distribute':
      return distributeOffsets(units, how.axis)
    case 'stack':
      return stackOffsets(units, how.axis)
    case 'tidy':
      return tidyOffsets(units)
  }
}

const travelMin = 0.001

/** Arranges what is selected, in one operation. Arrows tied to what moves stay tied. */
export function arrangeSelection(editor: Editor, how: Arrangement): void {
  const view = editor.port.view()
  const { lookup, ruler } = editor.scene
  const offsets = offsetsOf(unitsOf(editor), how)
  const moving = new Set([...offsets.keys()].flatMap((id) => movableShapes([id], view)).map(({ id }) => id))
  const changes = [...offsets].flatMap(([id, by]) =>
    Math.max(Math.abs(by.dx), Math.abs(by.dy)) > travelMin
      ? moveChanges(movableShapes([id], view), by, { lookup, ruler, along: moving })
      : [],
  )
  commit(editor, changes, { label: how.kind })
}
