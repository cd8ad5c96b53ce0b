import { canvasFileType, err, ok, type Result } from '@flowstate/engine'
import { type Drawing, type DrawingProblem, drawnShapesMax } from './drawing.ts'
import { excalidrawTypes, readExcalidrawLibrary, readExcalidrawScene } from './excalidraw-file.ts'
import { readFlowstateCanvas } from './flowstate-file.ts'
import { type Foreign, isForeign, member, textIn } from './foreign-value.ts'
import { readTldrawRecords, tldrawRecordsIn } from './tldraw-file.ts'
import { isTldrawLegacy, legacyRecords } from './tldraw-legacy.ts'

function drawingIn(file: Foreign): Drawing | DrawingProblem {
  const type = textIn(file, 'type')
  if (type === canvasFileType) return readFlowstateCanvas(file)
  if (excalidrawTypes.has(type)) return readExcalidrawScene(file)
  if (type === 'excalidrawlib' || Array.isArray(member(file, 'libraryItems')))
    return readExcalidrawLibrary(file)
  const records = tldrawRecordsIn(file)
  if (records !== null) return readTldrawRecords(records)
  if (isTldrawLegacy(file)) return readTldrawRecords(legacyRecords(file))
  if (Array.isArray(member(file, 'elements'))) return readExcalidrawScene(file)
  return 'unknownFormat'
}

/**
 * A drawing of any program this code knows, out of parsed JSON: the file's own words say which it is, whatever its name.
 * Never throws. Pure: pictures stay as they came.
 */
export function readDrawing(value: unknown): Result<Drawing, DrawingProblem> {
  if (!isForeign(value)) return err('unknownFormat')
  const drawing = drawingIn(value)
  if (typeof drawing === 'string') return err(drawing)
  if (drawing.shapes.length > drawnShapesMax) return err('tooLarge')
  return drawing.shapes.length === 0 && drawing.losses.length === 0 ? err('empty') : ok(drawing)
}

/** The same from text. */
export function readDrawingText(text: string): Result<Drawing, DrawingProblem> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return err('notJson')
  }
  return readDrawing(value)
}
