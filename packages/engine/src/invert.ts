import { apply } from './apply.ts'
import type { CanvasState } from './canvas-state.ts'
import type { CellValue, Change, EffectiveCells, Place } from './change.ts'
import { cellOf, effectiveShape } from './shape-cells.ts'
import { invertDelta } from './text-delta.ts'

interface Edit {
  readonly set: EffectiveCells
  readonly unset?: readonly string[]
}

/** Puts back every cell an edit names, whether it sets or unsets it. */
function invertEdit(edit: Edit, before: (cell: string) => CellValue | Place | undefined): Edit {
  const set: { [cell: string]: CellValue | Place } = {}
  const unset: string[] = []
  for (const cell of new Set([...Object.keys(edit.set), ...(edit.unset ?? [])])) {
    const value = before(cell)
    if (value === undefined) unset.push(cell)
    else set[cell] = value
  }
  return unset.length === 0 ? { set } : { set, unset }
}

function invertText(state: CanvasState, change: Change & { readonly kind: 'text' }): readonly Change[] {
  const { id, field } = change
  const text = state.get(id)?.text
  if (typeof text === 'string') return [{ kind: 'text', id, field, delta: invertDelta(text, change.delta) }]
  if (text === undefined || text === null) return [{ kind: 'update', id, set: {}, unset: [field] }]
  return [{ kind: 'update', id, set: { [field]: text } }]
}

function invertChange(state: CanvasState, change: Change): readonly Change[] {
  switch (change.kind) {
    case 'create': {
      const before = state.get(change.shape.id)
      if (before === undefined) return [{ kind: 'delete', ids: [change.shape.id] }]
      return [{ kind: 'create', shape: effectiveShape(before) }]
    }
    case 'update': {
      const before = state.get(change.id)
      if (before === undefined) return []
      return [{ kind: 'update', id: change.id, ...invertEdit(change, (cell) => cellOf(before, cell)) }]
    }
    case 'delete': {
      const alive = change.ids.map((id) => state.get(id)).filter((shape) => shape !== undefined)
      return alive.map((shape) => ({ kind: 'create', shape: effectiveShape(shape) }))
    }
    case 'text':
      return state.get(change.id) === undefined ? [] : invertText(state, change)
    case 'canvas': {
      const edit = invertEdit(change, (cell) => state.canvas[cell])
      const set: { [cell: string]: CellValue } = {}
      for (const cell of Object.keys(edit.set)) set[cell] = state.canvas[cell] as CellValue
      return [edit.unset === undefined ? { kind: 'canvas', set } : { kind: 'canvas', set, unset: edit.unset }]
    }
  }
}

/**
 * The changes that take effective changes back: `apply(apply(s, c), invert(s, c))` equals `s` as canvases.
 * @param state the state before the changes; it is not written
 */
export function invert(state: CanvasState, changes: readonly Change[]): readonly Change[] {
  const draft = state.fork()
  const inverses: (readonly Change[])[] = []
  for (const change of changes) {
    inverses.push(invertChange(draft, change))
    apply(draft, [change])
  }
  return inverses.reverse().flat()
}
