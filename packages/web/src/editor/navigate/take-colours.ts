import { type CellValue, kindHasCell, type ShapeId } from '@flowstate/engine'
import i18next from 'i18next'
import { loadLateWords } from '../../app/translations.ts'
import { commit, type Editor, notify } from '../editor.ts'
import { stick } from '../sticking-style.ts'
import { type StyleCell, styleChanges } from '../style-of-selection.ts'

const colourCells = ['stroke', 'fill', 'textColor'] as const satisfies readonly StyleCell[]

function take(editor: Editor, cells: readonly (readonly [StyleCell, CellValue])[]): void {
  const style = { ...editor.store.getState().style, ...Object.fromEntries(cells) }
  editor.store.setState({ style })
  stick(style)
  const { selection } = editor.store.getState()
  const view = editor.port.view()
  const changes = cells.flatMap(([cell, value]) => styleChanges(selection, view, { cell, value }))
  commit(editor, changes, { label: 'style' })
}

/** Takes over the colours of a shape, for what is selected and what is drawn next. */
export function takeColours(editor: Editor, from: ShapeId | null): void {
  const shape = from === null ? undefined : editor.port.view().get(from)
  if (shape === undefined) {
    void loadLateWords().then(() => notify(editor, i18next.t('pick.nothing')))
    return
  }
  const cells = colourCells.flatMap((cell): (readonly [StyleCell, CellValue])[] => {
    const value = shape[cell]
    return kindHasCell(shape.kind, cell) && typeof value === 'string' ? [[cell, value]] : []
  })
  take(editor, cells)
}

/** Reads a colour anywhere on the screen, where the browser can, and strokes with it. */
export async function pickFromScreen(editor: Editor): Promise<void> {
  if (globalThis.EyeDropper === undefined) return
  try {
    const { sRGBHex } = await new globalThis.EyeDropper().open()
    take(editor, [['stroke', sRGBHex.toLowerCase()]])
  } catch {
    // Escape: nothing was picked.
  }
}
