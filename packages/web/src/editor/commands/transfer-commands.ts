import { latePart } from '../../app/late-part.ts'
import type { Editor } from '../editor.ts'
import { type Command, viewCommand } from './command.ts'

async function copyAs(editor: Editor, format: 'png' | 'svg'): Promise<void> {
  const { copyPng, copySvg, pictureOfSelection } = await latePart(import('../export/copy-picture.ts'))
  await (format === 'png' ? copyPng : copySvg)(editor, pictureOfSelection(editor))
}

async function choose(editor: Editor): Promise<void> {
  const { chooseDrawings } = await latePart(import('../import/choose-drawings.ts'))
  chooseDrawings(editor)
}

const hasShapes = (editor: Editor) => editor.port.view().size > 0

/** Drawings in and out. */
export const transferCommands: readonly Command[] = [
  { ...viewCommand('importDrawing', [], (editor) => void choose(editor)), whenReadOnly: false },
  viewCommand('exportDrawing', ['Mod+Shift+E'], ({ store }) => store.setState({ dialog: 'export' })),
  {
    ...viewCommand('copyAsPng', ['Shift+Alt+C'], (editor) => void copyAs(editor, 'png')),
    enabled: hasShapes,
  },
  { ...viewCommand('copyAsSvg', [], (editor) => void copyAs(editor, 'svg')), enabled: hasShapes },
]
