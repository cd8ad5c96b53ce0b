import {
  booleanCell,
  boundShapeIds,
  linearPoints,
  type ProposedChange,
  type ShapeId,
} from '@flowstate/engine'
import { duplicateChanges } from '../copy-shapes.ts'
import { commit, type Editor, select } from '../editor.ts'
import { livingIds, withDescendants } from '../selection.ts'
import { placedPoints } from '../tools/linear-tool.ts'
import { type Command, selectionCommand, viewCommand } from './command.ts'

const duplicateOffset = 20

/**
 * The changes that delete shapes. Arrows that lose a shape they were tied to first keep the points they are seen at: what is
 * bound is drawn from where its shape is, and that is about to be gone (OP6).
 */
export function deleteChanges(ids: readonly ShapeId[], editor: Editor): readonly ProposedChange[] {
  const view = editor.port.view()
  const dying = new Set(withDescendants(ids, view).map((shape) => shape.id))
  const arrows = new Set<ShapeId>()
  for (const id of dying) for (const arrowId of editor.scene.arrowsBoundTo(id)) arrows.add(arrowId)
  const freed = [...arrows].flatMap((id): ProposedChange[] => {
    const arrow = view.get(id)
    if (arrow === undefined || dying.has(id)) return []
    const set = placedPoints(linearPoints(arrow, editor.scene.lookup))
    return boundShapeIds(arrow).length > 0 ? [{ kind: 'update', id, set }] : []
  })
  return [...freed, { kind: 'delete', ids }]
}

function deleteSelection(editor: Editor): void {
  const view = editor.port.view()
  const ids = livingIds(editor.store.getState().selection, view).filter((id) => {
    const shape = view.get(id)
    return shape !== undefined && !booleanCell(shape, 'locked', false)
  })
  if (ids.length > 0) commit(editor, deleteChanges(ids, editor), { label: 'delete' })
}

function duplicateSelection(editor: Editor): void {
  const copies = duplicateChanges(editor.store.getState().selection, editor.port.view(), {
    dx: duplicateOffset,
    dy: duplicateOffset,
    newShapeId: editor.newShapeId,
  })
  if (commit(editor, copies.changes, { label: 'duplicate' })) select(editor, copies.selected)
}

function group(editor: Editor): void {
  const view = editor.port.view()
  const ids = livingIds(editor.store.getState().selection, view)
  if (ids.length < 2) return
  const id = editor.newShapeId()
  const changes: ProposedChange[] = [
    { kind: 'create', shape: { id, kind: 'group' } },
    { kind: 'place', ids, parentId: id, at: 'front' },
  ]
  if (commit(editor, changes, { label: 'group' })) select(editor, [id])
}

function ungroup(editor: Editor): void {
  const view = editor.port.view()
  const groups = livingIds(editor.store.getState().selection, view).filter(
    (id) => view.get(id)?.kind === 'group',
  )
  if (groups.length === 0) return
  const members = groups.flatMap((id) => view.children(id).map((shape) => shape.id))
  const changes: ProposedChange[] = [{ kind: 'delete', ids: groups, children: 'lift' }]
  if (commit(editor, changes, { label: 'ungroup' })) select(editor, members)
}

function toggleLock(editor: Editor): void {
  const view = editor.port.view()
  const shapes = livingIds(editor.store.getState().selection, view).flatMap((id) => view.get(id) ?? [])
  const lock = shapes.some((shape) => !booleanCell(shape, 'locked', false))
  const changes = shapes.map(
    (shape): ProposedChange =>
      lock
        ? { kind: 'update', id: shape.id, set: { locked: true } }
        : { kind: 'update', id: shape.id, set: {}, unset: ['locked'] },
  )
  commit(editor, changes, { label: lock ? 'lock' : 'unlock' })
}

/** The server plans undo and redo from the log; without it they take back one's own unsent work, or wait for it (UN8). */
function historyCommand(
  id: 'undo' | 'redo',
  shortcuts: readonly string[],
  run: (editor: Editor) => void,
): Command {
  const enabled = (editor: Editor) => {
    const { canUndo, canRedo } = editor.port.status()
    return id === 'undo' ? canUndo : canRedo
  }
  return { id, shortcuts, whenReadOnly: false, enabled, run }
}

export const editCommands: readonly Command[] = [
  historyCommand('undo', ['Mod+Z'], (editor) => editor.port.undo()),
  historyCommand('redo', ['Mod+Shift+Z', 'Mod+Y'], (editor) => editor.port.redo()),
  selectionCommand('delete', ['Delete', 'Backspace'], deleteSelection),
  selectionCommand('duplicate', ['Mod+D'], duplicateSelection),
  selectionCommand('group', ['Mod+G'], group),
  selectionCommand('ungroup', ['Mod+Shift+G'], ungroup),
  selectionCommand('toggleLock', ['Mod+Shift+L'], toggleLock),
  viewCommand('selectAll', ['Mod+A'], (editor) => {
    select(
      editor,
      editor.port
        .view()
        .children(null)
        .map((shape) => shape.id),
    )
    editor.store.setState({ tool: 'select' })
  }),
]
