import { latePart } from '../../app/late-part.ts'
import type { Editor } from '../editor.ts'
import type { Direction } from '../shaping/connect-shape.ts'
import { canConvert } from '../shaping/convertible-kinds.ts'
import { type Command, type CommandId, selectionCommand } from './command.ts'

const convert = (direction: 1 | -1) => (editor: Editor) =>
  void import('../shaping/convert-shapes.ts').then(({ convertSelection }) =>
    convertSelection(editor, direction),
  )

const importConnecting = () => import('../shaping/connect-shape.ts')

/** What is typed right after the keys is the label of the new shape: fetches what they take before anybody asks for it. */
export function prepareConnecting(): void {
  importConnecting().catch(() => undefined)
}

const connect = (id: CommandId, key: string, direction: Direction): Command => ({
  ...selectionCommand(
    id,
    [`Mod+Arrow${key}`],
    (editor) => void importConnecting().then(({ connectShape }) => connectShape(editor, direction)),
  ),
  enabled: (editor) => editor.store.getState().selection.size === 1,
})

const alike = (by: 'kind' | 'style') => (editor: Editor) =>
  void import('../shaping/select-alike.ts').then(({ selectAlike }) => selectAlike(editor, by))

const sameAuthor = (editor: Editor) =>
  void latePart(import('../shaping/select-same-author.ts')).then(({ selectSameAuthor }) =>
    selectSameAuthor(editor),
  )

/** Shapes made of shapes. Tab means the next kind only after a press on the canvas: the keyboard input sees to that. */
export const shapingCommands: readonly Command[] = [
  { ...selectionCommand('convertNext', [], convert(1)), enabled: canConvert },
  { ...selectionCommand('convertPrevious', [], convert(-1)), enabled: canConvert },
  connect('connectRight', 'Right', 'right'),
  connect('connectLeft', 'Left', 'left'),
  connect('connectUp', 'Up', 'up'),
  connect('connectDown', 'Down', 'down'),
  { ...selectionCommand('selectSameKind', [], alike('kind')), whenReadOnly: true },
  { ...selectionCommand('selectSameStyle', [], alike('style')), whenReadOnly: true },
  { ...selectionCommand('selectSameAuthor', [], sameAuthor), whenReadOnly: true },
]
