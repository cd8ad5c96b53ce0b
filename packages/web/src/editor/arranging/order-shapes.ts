import type { Anchor, ShapeId } from '@flowstate/engine'
import { commit, type Editor } from '../editor.ts'
import { livingIds } from '../selection.ts'

function place(editor: Editor, ids: readonly ShapeId[], at: Anchor): void {
  commit(editor, [{ kind: 'place', ids, at }], { label: 'order' })
}

/** Ids of a selection in paint order, with the siblings they stand among. */
function siblingsOf(
  editor: Editor,
): { readonly ids: readonly ShapeId[]; readonly order: readonly ShapeId[] } | null {
  const view = editor.port.view()
  const ids = livingIds(editor.store.getState().selection, view)
  const first = ids[0] === undefined ? undefined : view.get(ids[0])
  if (first === undefined) return null
  const order = view.children(view.effectiveParent(first)).map((shape) => shape.id)
  const chosen = new Set(ids)
  return { ids: order.filter((id) => chosen.has(id)), order }
}

/** One step nearer. */
export function forward(editor: Editor): void {
  const found = siblingsOf(editor)
  if (found === null) return
  const chosen = new Set(found.ids)
  const top = found.order.findLastIndex((id) => chosen.has(id))
  const next = found.order[top + 1]
  if (next !== undefined) place(editor, found.ids, { after: next })
}

/** One step further back. */
export function backward(editor: Editor): void {
  const found = siblingsOf(editor)
  if (found === null) return
  const chosen = new Set(found.ids)
  const bottom = found.order.findIndex((id) => chosen.has(id))
  const next = found.order[bottom - 1]
  if (next !== undefined) place(editor, found.ids, { before: next })
}

export function toFront(editor: Editor): void {
  place(editor, siblingsOf(editor)?.ids ?? [], 'front')
}

export function toBack(editor: Editor): void {
  place(editor, siblingsOf(editor)?.ids ?? [], 'back')
}
