import type { Point } from '@flowstate/engine'
import { latePart } from '../../app/late-part.ts'
import type { Editor } from '../editor.ts'
import { addImages } from '../images/add-images.ts'

const drawingNames = /\.(excalidraw|excalidrawlib|tldr|json)$/i
const mayCarryDrawing: ReadonlySet<string> = new Set(['image/png', 'image/svg+xml'])

/**
 * Files that were dropped or pasted: drawings come in as drawings, also out of pictures that carry one, and everything else as
 * pictures.
 * @param at where pictures go, in canvas coordinates; null for the middle of what is seen
 */
export async function takeFiles(editor: Editor, files: readonly File[], at: Point | null): Promise<void> {
  const isDrawing = (file: File) => drawingNames.test(file.name)
  if (!files.some((file) => isDrawing(file) || mayCarryDrawing.has(file.type)))
    return addImages(editor, files, at)
  const { drawnPictures, importFiles } = await latePart(import('./import-drawings.ts'))
  const drawn = await drawnPictures(files.filter(({ type }) => mayCarryDrawing.has(type)))
  const drawings = files.filter((file) => isDrawing(file) || drawn.has(file))
  if (drawings.length > 0) await importFiles(editor, drawings)
  const pictures = files.filter((file) => !drawings.includes(file))
  await addImages(editor, pictures, at)
}
