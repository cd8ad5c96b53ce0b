import {
  booleanCell,
  type CanvasState,
  type ProposedChange,
  type Shape,
  type ShapeId,
} from '@flowstate/engine'
import { commit, type Editor, select } from '../editor.ts'
import { isInside, topmostInOrder } from '../selection.ts'
import { type Command, selectionCommand } from './command.ts'

function selectedShapes(editor: Editor): readonly Shape[] {
  const view = editor.port.view()
  return [...editor.store.getState().selection].flatMap((id) => view.get(id) ?? [])
}

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
function group(editor: Editor): void {
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

const selectedGroups = (editor: Editor) => selectedShapes(editor).filter(({ kind }) => kind === 'group')

function ungroup(editor: Editor): void {
  const view = editor.port.view()
  const ids = selectedGroups(editor).map(({ id }) => id)
  const members = ids.flatMap((id) => view.children(id).map((shape) => shape.id))
  const changes: ProposedChange[] = [{ kind: 'delete', ids, children: 'lift' }]
  if (commit(editor, changes, { label: 'ungroup' })) select(editor, members)
}

/** As long as anything selected is not locked, the command locks. */
function wouldLock(editor: Editor): boolean {
  return selectedShapes(editor).some((shape) => !booleanCell(shape, 'locked', false))
}

function toggleLock(editor: Editor): void {
  const lock = wouldLock(editor)
  const changes = selectedShapes(editor).map(
    (shape): ProposedChange =>
      lock
        ? { kind: 'update', id: shape.id, set: { locked: true } }
        : { kind: 'update', id: shape.id, set: {}, unset: ['locked'] },
  )
  commit(editor, changes, { label: lock ? 'lock' : 'unlock' })
}

export const groupCommands: readonly Command[] = [
  {
    ...selectionCommand('group', ['Mod+G'], group),
    enabled: (editor) => selectedShapes(editor).length > 1,
  },
  {
    ...selectionCommand('ungroup', ['Mod+Shift+G'], ungroup),
    enabled: (editor) => selectedGroups(editor).length > 0,
  },
  selectionCommand(
    'wrapInFrame',
    ['Mod+Alt+G'],
    (editor) => void import('../frames/wrap-in-frame.ts').then(({ wrapInFrame }) => wrapInFrame(editor)),
  ),
  {
    ...selectionCommand('toggleLock', ['Mod+Shift+L'], toggleLock),
    title: (editor) => (wouldLock(editor) ? 'menu.lock' : 'menu.unlock'),
  },
]
