import type { Editor } from '../editor.ts'
import { type Command, selectionCommand } from './command.ts'

function hasLink({ store, port }: Editor): boolean {
  const [id, ...others] = store.getState().selection
  return others.length === 0 && id !== undefined && port.view().get(id)?.link !== undefined
}

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
    enabled: hasLink,
  },
]
