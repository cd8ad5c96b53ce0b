import type { CanvasState, ProposedChange, Shape, ShapeId } from '@flowstate/engine'
import { commit, type Editor, select } from '../editor.ts'
import { selectedGroups, selectedShapes, wouldLock } from '../selected-shapes.ts'
import { isInside, topmostInOrder } from '../selection.ts'

/** The nearest container that all shapes are in, and the one of them there, or what it is in. */
function sharedPlace(
  shapes: readonly Shape[],
  one: Shape,
  view: CanvasState,
): { readonly parentId: ShapeId | null; readonly after: ShapeId } {
  const parentId = view.effectiveParent(one)
  const parent = parentId === null ? undefined : view.get(parentId)
  return parent === undefined || shapes.every((shape) => isInside(shape, parent.id, view))
    ? { parentId, after: one.id }
    : sharedPlace(shapes, parent, view)
}

/** The group stands where its members were, at the place of the topmost of them. */
export function group(editor: Editor): void {
  const view = editor.port.view()
  const members = topmostInOrder(editor.store.getState().selection, view)
  const topmost = members.at(-1)
  if (topmost === undefined) return
  const { parentId, after } = sharedPlace(members, topmost, view)
  const id = editor.newShapeId()
  const changes: ProposedChange[] = [
    { kind: 'create', shape: { id, kind: 'group', parentId }, at: { after } },
    { kind: 'place', ids: members.map((shape) => shape.id), parentId: id, at: 'front' },
  ]
  if (commit(editor, changes, { label: 'group' })) select(editor, [id])
}

export function ungroup(editor: Editor): void {
  const view = editor.port.view()
  const ids = selectedGroups(editor).map(({ id }) => id)
  const members = ids.flatMap((id) => view.children(id).map((shape) => shape.id))
  const changes: ProposedChange[] = [{ kind: 'delete', ids, children: 'lift' }]
  if (commit(editor, changes, { label: 'ungroup' })) select(editor, members)
}

export function toggleLock(editor: Editor): void {
  const lock = wouldLock(editor)
  const changes = selectedShapes(editor).map(
    (shape): ProposedChange =>
      lock
        ? { kind: 'update', id: shape.id, set: { locked: true } }
        : { kind: 'update', id: shape.id, set: {}, unset: ['locked'] },
  )
  commit(editor, changes, { label: lock ? 'lock' : 'unlock' })
}
