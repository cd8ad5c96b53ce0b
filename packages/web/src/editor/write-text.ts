import { openTyping } from '@flowstate/client'
import type { Point, ProposedShape, ShapeId } from '@flowstate/engine'
import { dispatch, type Editor, newGesture, select } from './editor.ts'
import type { TextEditing } from './editor-store.ts'
import { newShape } from './tools/new-shape.ts'

/** From the point that was pressed up to the top of the first line, in canvas units. */
const rise = 13

/** A text as its first words make it, in the style that is chosen. */
export function freshText(editor: Editor, id: ShapeId, at: Point): ProposedShape {
  const cells = { position: [at.x, at.y - rise] }
  return newShape({ id, kind: 'text', cells }, editor.store.getState().style)
}

/** Writes into a text what was typed without its field, in the place of what it held. */
export function writeText(
  editor: Editor,
  editing: Exclude<TextEditing, { readonly kind: 'name' }>,
  text: string,
): void {
  const { id } = editing
  const gesture = newGesture()
  const session = openTyping(editor.port, {
    id,
    fresh: () => (editing.kind === 'new' ? freshText(editor, id, editing.at) : null),
    propose: (changes) =>
      dispatch(editor, changes, { label: changes[0]?.kind === 'create' ? 'text' : 'type', gesture }),
  })
  session.type({ text, start: text.length, end: text.length })
  session.close()
  if (editing.kind === 'new') select(editor, [id])
}
