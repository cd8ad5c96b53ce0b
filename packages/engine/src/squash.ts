import type { Cells, CellValue, Change, EffectiveCells, EffectiveShape, Place, TextDelta } from './change.ts'
import type { ShapeId } from './ids.ts'
import { structuralKeys } from './shapes/shape.ts'
import { applyDelta, composeDeltas } from './text-delta.ts'

/** Everything that happens to one shape, joined. An absent value means unset. */
type Fate =
  | { readonly state: 'created'; readonly shape: EffectiveShape }
  | { readonly state: 'deleted' }
  | {
      readonly state: 'edited'
      readonly cells: ReadonlyMap<string, CellValue | Place | undefined>
      readonly delta?: TextDelta
    }

type Update = Change & { readonly kind: 'update' }

function editedCells(
  before: Iterable<readonly [string, CellValue | Place | undefined]>,
  edit: { readonly set: EffectiveCells; readonly unset?: readonly string[] },
): Map<string, CellValue | Place | undefined> {
  const cells = new Map(before)
  for (const cell of Object.keys(edit.set)) cells.set(cell, edit.set[cell])
  for (const cell of edit.unset ?? []) cells.set(cell, undefined)
  return cells
}

function updatedShape(shape: EffectiveShape, update: Update): EffectiveShape {
  const { place, ...set } = update.set
  const next: { -readonly [Key in keyof EffectiveShape]: EffectiveShape[Key] } = { ...shape }
  if (place !== undefined) [next.parentId, next.index] = place as Place
  for (const cell of Object.keys(set)) if (!structuralKeys.has(cell)) next[cell] = set[cell] as CellValue
  for (const cell of update.unset ?? []) if (!structuralKeys.has(cell)) delete next[cell]
  return next
}

function afterUpdate(fate: Fate | undefined, update: Update): Fate {
  switch (fate?.state) {
    case undefined:
      return { state: 'edited', cells: editedCells([], update) }
    case 'created':
      return { state: 'created', shape: updatedShape(fate.shape, update) }
    case 'deleted':
      return fate
    case 'edited': {
      const cells = editedCells(fate.cells, update)
      const isOverwritten = Object.hasOwn(update.set, 'text') || (update.unset ?? []).includes('text')
      // A whole-field write makes the deltas before it void.
      if (fate.delta === undefined || isOverwritten) return { state: 'edited', cells }
      return { state: 'edited', cells, delta: fate.delta }
    }
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function afterText(fate: Fate | undefined, delta: TextDelta): Fate {
  switch (fate?.state) {
    case undefined:
      return { state: 'edited', cells: new Map(), delta }
    case 'created':
      return { state: 'created', shape: { ...fate.shape, text: applyDelta(textOf(fate.shape.text), delta) } }
    case 'deleted':
      return fate
    case 'edited': {
      if (fate.cells.has('text')) {
        const text = applyDelta(textOf(fate.cells.get('text')), delta)
        return { state: 'edited', cells: new Map([...fate.cells, ['text', text]]) }
      }
      return { ...fate, delta: fate.delta === undefined ? delta : composeDeltas(fate.delta, delta) }
    }
  }
}

function fateChanges(id: ShapeId, fate: Fate): readonly Change[] {
  switch (fate.state) {
    case 'created':
      return [{ kind: 'create', shape: fate.shape }]
    case 'deleted':
      return [{ kind: 'delete', ids: [id] }]
    case 'edited': {
      const changes: Change[] = []
      if (fate.cells.size > 0) changes.push({ kind: 'update', id, ...editOf(fate.cells) })
      if (fate.delta !== undefined) changes.push({ kind: 'text', id, field: 'text', delta: fate.delta })
      return changes
    }
  }
}

function editOf<Value>(cells: ReadonlyMap<string, Value | undefined>): {
  readonly set: { readonly [cell: string]: Value }
  readonly unset?: readonly string[]
} {
  const set: { [cell: string]: Value } = {}
  const unset: string[] = []
  for (const [cell, value] of cells) {
    if (value === undefined) unset.push(cell)
    else set[cell] = value
  }
  return unset.length === 0 ? { set } : { set, unset }
}

/** Joins neighbouring deletes, so that a squashed list has the shape of one someone would write. */
function joinDeletes(changes: readonly Change[]): readonly Change[] {
  const gone = changes.flatMap((change) => (change.kind === 'delete' ? change.ids : []))
  const rest = changes.filter(({ kind }) => kind !== 'delete')
  return gone.length === 0 ? rest : [...rest, { kind: 'delete', ids: gone }]
}

/**
 * One list of changes that does what several lists do one after the other:
 * `apply(s, squash(c1, c2))` equals `apply(apply(s, c1), c2)` as canvases. Each shape is named at most twice (cells, text).
 */
export function squash(...lists: readonly (readonly Change[])[]): readonly Change[] {
  const fates = new Map<ShapeId, Fate>()
  const canvas = new Map<string, Cells[string] | undefined>()
  for (const change of lists.flat()) {
    switch (change.kind) {
      case 'create':
        fates.set(change.shape.id, { state: 'created', shape: change.shape })
        break
      case 'update':
        fates.set(change.id, afterUpdate(fates.get(change.id), change))
        break
      case 'delete':
        for (const id of change.ids) fates.set(id, { state: 'deleted' })
        break
      case 'text':
        fates.set(change.id, afterText(fates.get(change.id), change.delta))
        break
      case 'canvas':
        for (const cell of Object.keys(change.set)) canvas.set(cell, change.set[cell])
        for (const cell of change.unset ?? []) canvas.set(cell, undefined)
        break
    }
  }
  const changes = [...fates].flatMap(([id, fate]) => fateChanges(id, fate))
  if (canvas.size > 0) changes.push({ kind: 'canvas', ...editOf(canvas) })
  return joinDeletes(changes)
}
