import type { ShapeId } from '@flowstate/engine'
import { pasteStyleChanges, styleOf } from './copied-style.ts'
import { commit, type Editor } from './editor.ts'
import { withRoomForWords } from './room-for-words.ts'
import { movableShapes, withDescendants } from './selection.ts'
import { stick } from './sticking-style.ts'

/** The topmost of a selection gives the style: it is the one people look at. */
export function copyStyle(editor: Editor, selection: ReadonlySet<ShapeId>): void {
  const shapes = withDescendants(selection, editor.port.view())
  const source = shapes.findLast((shape) => shape.kind !== 'group')
  if (source !== undefined) editor.store.setState({ copiedStyle: styleOf(source) })
}

/** The pasted style also sticks to what is drawn next. */
export function pasteStyle(editor: Editor, selection: ReadonlySet<ShapeId>): void {
  const { copiedStyle, style } = editor.store.getState()
  if (copiedStyle === null) return
  const view = editor.port.view()
  const changes = pasteStyleChanges(movableShapes(selection, view), copiedStyle)
  commit(editor, withRoomForWords(changes, view, editor.scene.ruler), { label: 'style' })
  const next = { ...style, ...copiedStyle }
  editor.store.setState({ style: next })
  stick(next)
}
