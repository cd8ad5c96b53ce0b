import type { ShapeId } from '@flowstate/engine'
import type { Editor } from './editor.ts'
import type { TextEditing } from './editor-store.ts'

/** Letters typed into a text whose field is still on its way. */
let early: { readonly id: ShapeId; readonly letters: string } | null = null

/** What was typed into a text so far, once. */
export function takeEarlyLetters(id: ShapeId): string {
  const letters = early?.id === id ? early.letters : ''
  early = null
  return letters
}

const endsText = ({ key, ctrlKey, metaKey }: KeyboardEvent): boolean =>
  key === 'Escape' || (key === 'Enter' && (ctrlKey || metaKey))

/** Ends a text whose field has not come: what was typed is written without it. */
function endEarly(editor: Editor, editing: TextEditing): void {
  const letters = takeEarlyLetters(editing.id)
  editor.store.setState({ editing: null })
  if (letters === '' || editing.kind === 'name') return
  void import('./write-text.ts').then(
    ({ writeText }) => writeText(editor, editing, letters),
    () => {
      // Nothing is lost: the field that cannot be had either is waited for again.
      early = { id: editing.id, letters }
      editor.store.setState({ editing })
    },
  )
}

/** Takes a key for a text whose field is still on its way: letters are kept for it, other keys mean nothing yet. */
export function typeEarly(editor: Editor, editing: TextEditing, event: KeyboardEvent): void {
  if (endsText(event)) {
    event.preventDefault()
    endEarly(editor, editing)
    return
  }
  if (editing.kind === 'name' || event.ctrlKey || event.metaKey || [...event.key].length !== 1) return
  event.preventDefault()
  early = { id: editing.id, letters: (early?.id === editing.id ? early.letters : '') + event.key }
}
