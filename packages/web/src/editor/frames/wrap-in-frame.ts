import { type CanvasState, expandBounds, type ShapeId } from '@flowstate/engine'
import i18next from 'i18next'
import { commit, type Editor, select } from '../editor.ts'
import { isLocked, livingIds, selectionBounds } from '../selection.ts'
import { newShape } from '../tools/new-shape.ts'

/** Between a frame and what it is put around, in canvas units. */
const margin = 32

/** Ids in the order they are painted in; what is inside of another of them comes along by itself. */
function topmostInOrder(ids: ReadonlySet<ShapeId>, view: CanvasState): readonly ShapeId[] {
  const found: ShapeId[] = []
  const visit = (parentId: ShapeId | null): void => {
    for (const shape of view.children(parentId)) {
      if (ids.has(shape.id)) found.push(shape.id)
      else visit(shape.id)
    }
  }
  visit(null)
  return found
}

/** Puts a frame around what is selected, and what is selected into it. */
export function wrapInFrame(editor: Editor): void {
  const view = editor.port.view()
  const free = livingIds(editor.store.getState().selection, view).filter((id) => {
    const shape = view.get(id)
    return shape !== undefined && !isLocked(shape, view)
  })
  const ids = topmostInOrder(new Set(free), view)
  const around = selectionBounds(ids, view, editor.scene)
  const [first] = ids
  const sample = first === undefined ? undefined : view.get(first)
  if (around === null || first === undefined || sample === undefined) return
  const box = expandBounds(around, margin)
  const id = editor.newShapeId()
  const cells = {
    position: [box.minX, box.minY],
    size: [box.maxX - box.minX, box.maxY - box.minY],
    name: i18next.t('shape.frame'),
  }
  const shape = { ...newShape({ id, kind: 'frame', cells }, {}), parentId: view.effectiveParent(sample) }
  const wrapped = commit(
    editor,
    [
      { kind: 'create', shape, at: { before: first } },
      { kind: 'place', ids, parentId: id, at: 'front' },
    ],
    { label: 'frame' },
  )
  if (wrapped) select(editor, [id])
}
