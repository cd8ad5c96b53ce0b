import type { CanvasState } from '../canvas-state.ts'
import type { CellValue, Change, EffectiveShape, Place } from '../change.ts'
import type { ShapeId } from '../ids.ts'
import type { Skipped } from '../operation.ts'
import type { CellEffects } from './cell-effects.ts'
import type { PlannedPlace } from './former-places.ts'
import type { Subject } from './history-row.ts'

interface CellEdits {
  readonly set: Map<string, CellValue>
  readonly unset: string[]
  place?: Place
}

/** The forward changes that make the effects true (UN1), in a fixed order: creates, updates, texts, one delete. */
export function changesOf(
  state: CanvasState,
  effects: CellEffects,
  places: ReadonlyMap<ShapeId, PlannedPlace>,
): { readonly changes: readonly Change[]; readonly skipped: readonly Skipped[] } {
  const changes: Change[] = []
  const skipped = [...effects.skipped]
  const edits = new Map<Subject, CellEdits>()
  for (const { subject, cell, value } of effects.set) {
    const edit = editOf(edits, subject)
    if (value === undefined) edit.unset.push(cell)
    else edit.set.set(cell, value)
  }
  const revived = new Set(effects.revived.map(({ id }) => id))
  for (const [id, { place, isRefused }] of places) {
    if (isRefused) skipped.push({ id, cell: 'place', reason: 'structure' })
    if (place !== undefined && !revived.has(id)) editOf(edits, id).place = place
  }
  for (const { id, kind, cells } of effects.revived) {
    const [parentId, index] = places.get(id)?.place ?? [null, 'a0']
    const shape: EffectiveShape = { ...Object.fromEntries(cells), id, kind, parentId, index }
    changes.push({ kind: 'create', shape })
  }
  for (const [subject, { set, unset, place }] of edits) {
    const cells = Object.fromEntries(set)
    const rest = unset.length > 0 ? { unset } : {}
    if (subject === '@canvas') changes.push({ kind: 'canvas', set: cells, ...rest })
    else {
      changes.push({ kind: 'update', id: subject, set: place ? { ...cells, place } : cells, ...rest })
    }
  }
  for (const { id, delta } of effects.typed) changes.push({ kind: 'text', id, field: 'text', delta })
  const dying = [...effects.dying].filter((id) => state.get(id) !== undefined)
  if (dying.length > 0) changes.push({ kind: 'delete', ids: dying })
  return { changes, skipped }
}

function editOf(edits: Map<Subject, CellEdits>, subject: Subject): CellEdits {
  let edit = edits.get(subject)
  if (edit === undefined) {
    edit = { set: new Map(), unset: [] }
    edits.set(subject, edit)
  }
  return edit
}
