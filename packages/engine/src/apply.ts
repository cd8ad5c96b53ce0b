import type { CanvasState } from './canvas-state.ts'
import type { Cells, CellValue, Change, EffectiveShape, TextDelta } from './change.ts'
import { inHashedOrder } from './hashed-order.ts'
import type { ShapeId } from './ids.ts'
import { type WritableState, writable } from './layered-state.ts'
import { type Shape, structuralKeys } from './shapes/shape.ts'
import { applyDelta } from './text-delta.ts'

type Draft = { -readonly [Key in keyof Shape]: Shape[Key] }

function isRecord(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A name that may be written as a cell; `__proto__` would change the object instead of adding to it. */
function isCellName(name: string): boolean {
  return !structuralKeys.has(name) && name !== '__proto__' && name !== 'place'
}

function isStorable(value: unknown): value is CellValue {
  return value !== null && value !== undefined
}

function applyCreate(state: WritableState, proposed: EffectiveShape, version: number): void {
  if (!isRecord(proposed)) return
  const { id, kind, parentId, index } = proposed
  if (typeof id !== 'string' || typeof kind !== 'string' || typeof index !== 'string') return
  if (parentId !== null && typeof parentId !== 'string') return
  const shape: Shape = {
    ...proposed,
    id,
    kind,
    parentId,
    index,
    createdVersion: version,
    updatedVersion: version,
  }
  state.put(inHashedOrder(shape))
}

function applyPlace(draft: Draft, place: unknown): void {
  if (!Array.isArray(place)) return
  const [parentId, index]: readonly unknown[] = place
  if (typeof index !== 'string') return
  if (parentId !== null && typeof parentId !== 'string') return
  draft.parentId = parentId as ShapeId | null
  draft.index = index
}

function applyUpdate(
  state: WritableState,
  shape: Shape,
  change: Change & { kind: 'update' },
  version?: number,
): void {
  const draft: Draft = { ...shape }
  if (version !== undefined) draft.updatedVersion = version
  let isNew = false
  if (isRecord(change.set)) {
    for (const cell of Object.keys(change.set)) {
      const value = change.set[cell]
      if (cell === 'place') applyPlace(draft, value)
      else if (isCellName(cell) && isStorable(value)) {
        isNew ||= !Object.hasOwn(draft, cell)
        draft[cell] = value
      }
    }
  }
  if (Array.isArray(change.unset)) {
    for (const cell of change.unset) if (isCellName(cell)) delete draft[cell]
  }
  state.replace(shape, isNew ? inHashedOrder(draft) : draft)
}

function applyDelete(state: WritableState, ids: unknown, version: number): void {
  if (!Array.isArray(ids)) return
  for (const id of ids as readonly ShapeId[]) if (state.get(id) !== undefined) state.kill(id, version)
}

function applyText(state: WritableState, shape: Shape, delta: TextDelta, version?: number): void {
  if (!Array.isArray(delta)) return
  const before = typeof shape.text === 'string' ? shape.text : ''
  const text = applyDelta(before, delta)
  const edited = { ...shape, text, updatedVersion: version ?? shape.updatedVersion }
  state.replace(shape, Object.hasOwn(shape, 'text') ? edited : inHashedOrder(edited))
}

function applyCanvas(state: WritableState, change: Change & { kind: 'canvas' }): void {
  const cells: { [cell: string]: CellValue } = { ...state.canvas }
  if (isRecord(change.set)) {
    for (const cell of Object.keys(change.set)) {
      const value = change.set[cell]
      if (isCellName(cell) && isStorable(value)) cells[cell] = value
    }
  }
  if (Array.isArray(change.unset)) {
    for (const cell of change.unset) if (isCellName(cell)) delete cells[cell]
  }
  const present: Cells = cells
  state.setCanvas(present)
}

function applyChange(state: WritableState, change: Change, version: number | undefined): void {
  switch (change.kind) {
    case 'create':
      applyCreate(state, change.shape, version ?? state.version)
      break
    case 'update': {
      const shape = state.get(change.id)
      if (shape !== undefined) applyUpdate(state, shape, change, version)
      break
    }
    case 'delete':
      applyDelete(state, change.ids, version ?? state.version)
      break
    case 'text': {
      const shape = state.get(change.id)
      if (shape !== undefined) applyText(state, shape, change.delta, version)
      break
    }
    case 'canvas':
      applyCanvas(state, change)
      break
    default:
      // A kind this code does not know; rows of a newer schema never get here (CM13).
      change satisfies never
  }
}

/**
 * Applies effective changes in list order, in place (OP4). Total (CM13): updates and text on dead shapes are ignored, and
 * so is what is malformed.
 * @param version the row that makes the changes. Without it the shapes keep the versions they have, and new ones take the
 *   state's: a prediction must not look like a write of the log.
 */
export function apply(state: CanvasState, changes: readonly Change[], version?: number): void {
  const target = writable(state)
  if (!Array.isArray(changes)) return
  for (const change of changes as readonly Change[]) {
    if (isRecord(change)) applyChange(target, change, version)
  }
}

/** What `applyRow` needs of a committed operation. */
export interface AppliedRow {
  readonly version: number
  readonly changes: readonly Change[]
}

/** Applies a row of the log in place: its changes, the versions of the shapes they touch, and the version of the state. */
export function applyRow(state: CanvasState, row: AppliedRow): void {
  apply(state, row.changes, row.version)
  writable(state).setVersion(row.version)
}
