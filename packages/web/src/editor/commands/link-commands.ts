import type { Editor } from '../editor.ts'
import { isLocked, theOnlyOne } from '../selection.ts'
import { type Command, selectionCommand } from './command.ts'

const onlyShape = ({ store, port }: Editor) => theOnlyOne(store.getState().selection, port.view())

/** Links that shapes carry. */
export const linkCommands: readonly Command[] = [
  {
    ...selectionCommand(
      'openLink',
      [],
      (editor) =>
        void import('../links/open-link.ts').then(({ openSelectedLink }) => openSelectedLink(editor)),
    ),
    whenReadOnly: true,
    enabled: (editor) => onlyShape(editor)?.link !== undefined,
  },
  {
    ...selectionCommand('editLink', [], ({ store }) => store.setState({ dialog: 'link' })),
    enabled: (editor) => {
      const shape = onlyShape(editor)
      return shape !== null && shape.kind !== 'group' && !isLocked(shape, editor.port.view())
    },
  },
]
