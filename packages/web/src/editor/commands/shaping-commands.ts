import { latePart } from '../../app/late-part.ts'
import { keptPart } from '../../lib/kept-part.ts'
import type { Editor } from '../editor.ts'
import type { Direction } from '../shaping/connect-shape.ts'
import { canConvert } from '../shaping/convertible-kinds.ts'
import { type Command, type CommandId, selectionCommand } from './command.ts'

const convert = (direction: 1 | -1) => (editor: Editor) =>
  void import('../shaping/convert-shapes.ts').then(({ convertSelection }) =>
    convertSelection(editor, direction),
  )

/** What is typed right after the keys is the label of the new shape. */
export const connecting = keptPart(() => import('../shaping/connect-shape.ts'))

const connect = (id: CommandId, key: string, direction: Direction): Command => ({
  ...selectionCommand(id, [`Mod+Arrow${key}`], (editor) =>
    connecting.use(({ connectShape }) => connectShape(editor, direction)),
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
