import { booleanCell, type ProposedChange } from '@flowstate/engine'
import { commit, type Editor, select } from '../editor.ts'
import { livingIds } from '../selection.ts'
import { type Command, selectionCommand } from './command.ts'

const livingSelection = (editor: Editor) => livingIds(editor.store.getState().selection, editor.port.view())

function group(editor: Editor): void {
  const id = editor.newShapeId()
  const changes: ProposedChange[] = [
    { kind: 'create', shape: { id, kind: 'group' } },
    { kind: 'place', ids: livingSelection(editor), parentId: id, at: 'front' },
  ]
  if (commit(editor, changes, { label: 'group' })) select(editor, [id])
}

function selectedGroups(editor: Editor) {
  const view = editor.port.view()
  return livingSelection(editor).filter((id) => view.get(id)?.kind === 'group')
}

function ungroup(editor: Editor): void {
  const view = editor.port.view()
  const groups = selectedGroups(editor)
  const members = groups.flatMap((id) => view.children(id).map((shape) => shape.id))
  const changes: ProposedChange[] = [{ kind: 'delete', ids: groups, children: 'lift' }]
  if (commit(editor, changes, { label: 'ungroup' })) select(editor, members)
}

function selectedShapes(editor: Editor) {
  const view = editor.port.view()
  return livingSelection(editor).flatMap((id) => view.get(id) ?? [])
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
    enabled: (editor) => livingSelection(editor).length > 1,
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
