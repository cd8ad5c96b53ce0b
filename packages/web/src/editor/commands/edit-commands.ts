import { booleanCell, type ShapeId } from '@flowstate/engine'
import { duplicateChanges } from '../copy-shapes.ts'
import { commit, type Editor, editText, select } from '../editor.ts'
import { isLocked, livingIds } from '../selection.ts'
import { type Command, selectionCommand, viewCommand } from './command.ts'

const duplicateOffset = 20

/** What can be deleted of the selection: what is locked stays. */
function deletableIds(editor: Editor): readonly ShapeId[] {
  const view = editor.port.view()
  return livingIds(editor.store.getState().selection, view).filter((id) => {
    const shape = view.get(id)
    return shape !== undefined && !isLocked(shape, view)
  })
}

export const hasDeletable = (editor: Editor): boolean => deletableIds(editor).length > 0

export function deleteSelection(editor: Editor): void {
  commit(editor, [{ kind: 'delete', ids: deletableIds(editor) }], { label: 'delete' })
}

function duplicateSelection(editor: Editor): void {
  const copies = duplicateChanges(editor.store.getState().selection, editor.port.view(), {
    dx: duplicateOffset,
    dy: duplicateOffset,
    newShapeId: editor.newShapeId,
    geometry: editor.scene,
  })
  if (commit(editor, copies.changes, { label: 'duplicate' })) select(editor, copies.selected)
}

const textless: ReadonlySet<string> = new Set(['group', 'stroke', 'highlight', 'image'])

function hasText(editor: Editor): boolean {
  const [id, ...others] = editor.store.getState().selection
  const view = editor.port.view()
  const shape = id === undefined ? undefined : view.get(id)
  return shape !== undefined && others.length === 0 && !textless.has(shape.kind) && !isLocked(shape, view)
}

function editSelected(editor: Editor): void {
  const [id] = editor.store.getState().selection
  if (id !== undefined) editText(editor, id)
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
  { ...selectionCommand('delete', ['Delete', 'Backspace'], deleteSelection), enabled: hasDeletable },
  selectionCommand('duplicate', ['Mod+D'], duplicateSelection),
  viewCommand('selectAll', ['Mod+A'], (editor) => {
    const shapes = editor.port.view().children(null)
    const free = shapes.filter((shape) => shape.hidden !== true && !booleanCell(shape, 'locked', false))
    select(
      editor,
      free.map((shape) => shape.id),
    )
    editor.store.setState({ tool: 'select', enteredGroup: null })
  }),
  { ...viewCommand('editText', ['Enter'], editSelected), whenReadOnly: false, enabled: hasText },
]
