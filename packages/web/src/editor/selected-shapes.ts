import { booleanCell, type Shape } from '@flowstate/engine'
import type { Editor } from './editor.ts'

export function selectedShapes(editor: Editor): readonly Shape[] {
  const view = editor.port.view()
  return [...editor.store.getState().selection].flatMap((id) => view.get(id) ?? [])
}

export const selectedGroups = (editor: Editor) =>
  selectedShapes(editor).filter(({ kind }) => kind === 'group')

/** As long as anything selected is not locked, the command locks. */
export function wouldLock(editor: Editor): boolean {
  return selectedShapes(editor).some((shape) => !booleanCell(shape, 'locked', false))
}
