import { type Bounds, boundsHeight, type ShapeId } from '@flowstate/engine'
import type { Editor } from './editor.ts'
import { selectionBounds } from './selection.ts'

interface Placed {
  readonly id: ShapeId
  readonly box: Bounds
}

/** Row by row from the top, each row from the left: shapes are in one row when they begin above the middle of its first. */
export function inReadingOrder(shapes: readonly Placed[]): readonly ShapeId[] {
  const sorted = [...shapes].sort((a, b) => a.box.minY - b.box.minY || a.box.minX - b.box.minX)
  const ids: ShapeId[] = []
  let row: Placed[] = []
  const endRow = (): void => {
    row.sort((a, b) => a.box.minX - b.box.minX)
    ids.push(...row.map((shape) => shape.id))
    row = []
  }
  for (const shape of sorted) {
    const first = row[0]
    if (first !== undefined && shape.box.minY >= first.box.minY + boundsHeight(first.box) / 2) endRow()
    row.push(shape)
  }
  endRow()
  return ids
}

/** What Tab walks through: the shapes on the canvas, or in the group gone into, as people read them. */
export function walkedShapes(editor: Editor): readonly ShapeId[] {
  const view = editor.port.view()
  const placed = view.children(editor.store.getState().enteredGroup).flatMap(({ id, hidden }): Placed[] => {
    if (hidden === true) return []
    const box = selectionBounds([id], view, editor.scene)
    return box === null ? [] : [{ id, box }]
  })
  return inReadingOrder(placed)
}
