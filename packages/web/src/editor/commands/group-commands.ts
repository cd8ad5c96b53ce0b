import { selectedGroups, selectedShapes, wouldLock } from '../selected-shapes.ts'
import { arranging } from './arranging.ts'
import { type Command, selectionCommand } from './command.ts'

export const groupCommands: readonly Command[] = [
  {
    ...selectionCommand('group', ['Mod+G'], (editor) => arranging.use(({ group }) => group(editor))),
    enabled: (editor) => selectedShapes(editor).length > 1,
  },
  {
    ...selectionCommand('ungroup', ['Mod+Shift+G'], (editor) =>
      arranging.use(({ ungroup }) => ungroup(editor)),
    ),
    enabled: (editor) => selectedGroups(editor).length > 0,
  },
  selectionCommand(
    'wrapInFrame',
    ['Mod+Alt+G'],
    (editor) => void import('../frames/wrap-in-frame.ts').then(({ wrapInFrame }) => wrapInFrame(editor)),
  ),
  {
    ...selectionCommand('toggleLock', ['Mod+Shift+L'], (editor) =>
      arranging.use(({ toggleLock }) => toggleLock(editor)),
    ),
    title: (editor) => (wouldLock(editor) ? 'menu.lock' : 'menu.unlock'),
  },
]
