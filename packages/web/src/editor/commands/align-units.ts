import type { Bounds, ShapeId } from '@flowstate/engine'
import type { Editor } from '../editor.ts'
import { livingIds, movableShapes, selectionBounds } from '../selection.ts'

/** Something that is aligned as one: a shape, or a group or frame with all that is in it. */
export interface AlignedUnit {
  readonly id: ShapeId
  readonly box: Bounds
}

/** What there is to align of the selection; what is locked does not count. */
export function unitsOf(editor: Editor): readonly AlignedUnit[] {
  const view = editor.port.view()
  return livingIds(editor.store.getState().selection, view).flatMap((id) => {
    const movable = movableShapes([id], view).length > 0
    const box = selectionBounds([id], view, editor.scene)
    return movable && box !== null ? [{ id, box }] : []
  })
}
