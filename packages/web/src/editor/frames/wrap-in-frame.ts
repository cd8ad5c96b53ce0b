import { expandBounds } from '@flowstate/engine'
import i18next from 'i18next'
import { commit, type Editor, select } from '../editor.ts'
import { isLocked, livingIds, selectionBounds, topmostInOrder } from '../selection.ts'
import { newShape } from '../tools/new-shape.ts'

/** Between a frame and what it is put around, in canvas units. */
const margin = 32

/** Puts a frame around what is selected, and what is selected into it. */
export function wrapInFrame(editor: Editor): void {
  const view = editor.port.view()
  const free = livingIds(editor.store.getState().selection, view).filter((id) => {
    const shape = view.get(id)
    return shape !== undefined && !isLocked(shape, view)
  })
  const shapes = topmostInOrder(new Set(free), view)
  const ids = shapes.map((shape) => shape.id)
  const around = selectionBounds(ids, view, editor.scene)
  const [first] = shapes
  if (around === null || first === undefined) return
  const box = expandBounds(around, margin)
  const id = editor.newShapeId()
  const cells = {
    position: [box.minX, box.minY],
    size: [box.maxX - box.minX, box.maxY - box.minY],
    name: i18next.t('shape.frame'),
  }
  const shape = { ...newShape({ id, kind: 'frame', cells }, {}), parentId: view.effectiveParent(first) }
  const wrapped = commit(
    editor,
    [
      { kind: 'create', shape, at: { before: first.id } },
      { kind: 'place', ids, parentId: id, at: 'front' },
    ],
    { label: 'frame' },
  )
  if (wrapped) select(editor, [id])
}
