import type { Result } from '@flowstate/engine'
import i18next from 'i18next'
import { type Editor, notify } from '../editor.ts'
import { bringPictures } from './bring-pictures.ts'
import type { Drawing, DrawingProblem } from './drawing.ts'
import { carriesDrawing, readDrawingBytes } from './drawing-file.ts'
import { type ImportOutcome, needsReport, useImportReport } from './import-report.ts'
import { placeDrawing } from './place-drawing.ts'
import { readDrawingText } from './read-drawing.ts'

interface NamedDrawing {
  readonly name: string
  readonly read: Result<Drawing, DrawingProblem>
}

async function bringIn(editor: Editor, { name, read }: NamedDrawing): Promise<ImportOutcome> {
  if (!read.ok) return { kind: 'failed', name, problem: read.error, losses: [] }
  const pictures = await bringPictures(editor, read.value)
  const plan = placeDrawing(editor, read.value, pictures)
  if (plan === null) return { kind: 'failed', name, problem: 'empty', losses: read.value.losses }
  return { kind: 'added', name, shapes: plan.changes.length, losses: plan.losses }
}

function tell(editor: Editor, outcomes: readonly ImportOutcome[]): void {
  if (needsReport(outcomes)) {
    useImportReport.setState({ outcomes })
    editor.store.setState({ dialog: 'importReport', notice: null })
    return
  }
  const [first] = outcomes
  if (first?.kind === 'added')
    notify(editor, i18next.t('import.done', { name: first.name, count: first.shapes }))
}

async function importAll(
  editor: Editor,
  drawings: Iterable<NamedDrawing> | AsyncIterable<NamedDrawing>,
): Promise<void> {
  if (editor.store.getState().readOnly) return notify(editor, i18next.t('import.viewOnly'))
  const outcomes: ImportOutcome[] = []
  for await (const drawing of drawings) outcomes.push(await bringIn(editor, drawing))
  tell(editor, outcomes)
}

async function* readFiles(editor: Editor, files: readonly File[]): AsyncGenerator<NamedDrawing> {
  for (const file of files) {
    notify(editor, i18next.t('import.reading', { name: file.name }))
    yield { name: file.name, read: await readDrawingBytes(new Uint8Array(await file.arrayBuffer())) }
  }
}

/** Adds the drawings in files, one after the other, each as one step of undo, and says what could not be read. */
export function importFiles(editor: Editor, files: readonly File[]): Promise<void> {
  return importAll(editor, readFiles(editor, files))
}

/** The same for a drawing that was copied as text. */
export function importText(editor: Editor, text: string): Promise<void> {
  return importAll(editor, [{ name: i18next.t('import.pasted'), read: readDrawingText(text) }])
}

/** Those pictures that carry a drawing: they come in as what they are of. */
export async function drawnPictures(files: readonly File[]): Promise<ReadonlySet<File>> {
  const drawn = new Set<File>()
  for (const file of files) {
    if (carriesDrawing(new Uint8Array(await file.arrayBuffer()))) drawn.add(file)
  }
  return drawn
}
