import {
  applyRow,
  type Bounds,
  type CanvasState,
  emptyState,
  isContainerKind,
  normaliseChange,
  type ProposedChange,
  resolve,
  type ShapeId,
  type TextRuler,
  unionBounds,
  uprightBounds,
} from '@flowstate/engine'
import type { Drawing, DrawnBinding, DrawnShape, Loss } from './drawing.ts'
import { createLossList, type LossList } from './loss-list.ts'

/** A drawing as changes the log takes: every one has been through the validator. */
export interface PlannedDrawing {
  readonly changes: readonly ProposedChange[]
  /** The canvas they make out of nothing. */
  readonly state: CanvasState
  /** The shapes that stand on the canvas itself, not in others. */
  readonly roots: readonly ShapeId[]
  readonly losses: readonly Loss[]
}

export interface PlanOptions {
  newShapeId(): ShapeId
  /** The picture as the server knows it; null where it could not be brought there. */
  assetOf(pictureKey: string): string | null
  /** Canvas units everything is moved by. */
  readonly dx: number
  readonly dy: number
}

type Cells = { readonly [cell: string]: unknown }

function movedCells(cells: Cells, { dx, dy }: PlanOptions): Cells {
  const { position } = cells
  if (!Array.isArray(position) || position.length !== 2) return cells
  const [x, y] = position as readonly unknown[]
  return typeof x === 'number' && typeof y === 'number' ? { ...cells, position: [x + dx, y + dy] } : cells
}

/** Cells with the picture in them; null where there is none to show. */
function picturedCells(
  shape: DrawnShape,
  drawing: Drawing,
  { options, losses }: { readonly options: PlanOptions; readonly losses: LossList },
): Cells | null {
  if (shape.kind !== 'image') return shape.cells
  const key = shape.pictureKey ?? ''
  const assetId = drawing.pictures.has(key) ? options.assetOf(key) : null
  if (assetId !== null) return { ...shape.cells, assetId }
  losses.add(drawing.pictures.has(key) ? 'badPicture' : 'missingPicture', 'image')
  return null
}

function createOf(id: ShapeId, shape: DrawnShape, more: Cells): ProposedChange | null {
  const change = normaliseChange({ kind: 'create', shape: { ...more, id, kind: shape.kind } }, '')
  return change.ok ? change.value : null
}

/** Groups nothing is left in would be ghosts. */
function withoutEmptyGroups(shapes: readonly DrawnShape[]): readonly DrawnShape[] {
  const lived = new Set<string>()
  const kept = shapes.toReversed().filter((shape) => {
    if (shape.kind === 'group' && !lived.has(shape.key)) return false
    if (shape.parentKey !== null) lived.add(shape.parentKey)
    return true
  })
  return kept.toReversed()
}

/** The shapes the validator takes, with their cells as it has put them. */
function takenShapes(drawing: Drawing, options: PlanOptions, losses: LossList): readonly DrawnShape[] {
  const probe = options.newShapeId()
  const taken = drawing.shapes.flatMap((shape): readonly DrawnShape[] => {
    const pictured = picturedCells(shape, drawing, { options, losses })
    if (pictured === null) return []
    const cells = movedCells(pictured, options)
    if (createOf(probe, shape, cells) !== null) return [{ ...shape, cells }]
    losses.add('brokenShape', shape.kind)
    return []
  })
  return withoutEmptyGroups(taken)
}

/** The nearest container around a shape that was taken itself. */
function parentIn(
  shape: DrawnShape,
  all: ReadonlyMap<string, DrawnShape>,
  taken: ReadonlyMap<string, DrawnShape>,
): string | null {
  let key = shape.parentKey
  for (let depth = 0; key !== null && depth < 64; depth++) {
    const parent = taken.get(key)
    if (parent !== undefined && isContainerKind(parent.kind)) return key
    key = all.get(key)?.parentKey ?? null
  }
  return null
}

/** Turns a drawing into creates under new ids. What the validator refuses is left out and told; nothing throws. */
export function planDrawing(drawing: Drawing, options: PlanOptions): PlannedDrawing {
  const losses = createLossList(drawing.losses)
  const all = new Map(drawing.shapes.map((shape) => [shape.key, shape]))
  const shapes = takenShapes(drawing, options, losses)
  const taken = new Map(shapes.map((shape) => [shape.key, shape]))
  const ids = new Map(shapes.map((shape) => [shape.key, options.newShapeId()]))

  const bindingCell = (binding: DrawnBinding | undefined): { shapeId: ShapeId; anchor: unknown } | null => {
    if (binding === undefined) return null
    const shapeId = ids.get(binding.key)
    if (shapeId === undefined) losses.add('looseEnd', 'arrow')
    return shapeId === undefined ? null : { shapeId, anchor: binding.anchor }
  }

  const roots: ShapeId[] = []
  const changes = shapes.flatMap((shape): readonly ProposedChange[] => {
    const id = ids.get(shape.key) as ShapeId
    const parentKey = parentIn(shape, all, taken)
    const parentId = parentKey === null ? undefined : ids.get(parentKey)
    const [start, end] = [bindingCell(shape.start), bindingCell(shape.end)]
    const ends = { ...(start && { start }), ...(end && { end }) }
    const change = createOf(id, shape, { ...shape.cells, ...ends, ...(parentId && { parentId }) })
    if (change === null) {
      losses.add('brokenShape', shape.kind)
      return []
    }
    if (parentId === undefined) roots.push(id)
    return [change]
  })
  const state = emptyState()
  const resolved = resolve(state, changes)
  if (!resolved.ok) {
    losses.add('brokenShape', resolved.error.detail)
    return { changes: [], state, roots: [], losses: losses.list() }
  }
  applyRow(state, { version: 1, changes: resolved.value.changes })
  return { changes, state, roots, losses: losses.list() }
}

/** The box around everything planned; null when there is nothing to see. */
export function plannedBounds({ state }: PlannedDrawing, ruler: TextRuler): Bounds | null {
  const boxes: Bounds[] = []
  for (const shape of state.shapes()) {
    if (shape.kind !== 'group') boxes.push(uprightBounds(shape, { lookup: state, ruler }))
  }
  return unionBounds(boxes)
}
