import { type Bounds, centreOf, type ShapeId } from '@flowstate/engine'
import { fitBounds, toCanvas } from '../camera.ts'
import type { Editor } from '../editor.ts'
import { selectionBounds } from '../selection.ts'

/** Brings a box into the middle; zooms out only where it would not fit, and never in. */
export function centreOn(editor: Editor, box: Bounds): void {
  const { camera, viewport } = editor.store.getState()
  const from = toCanvas(camera, { x: 0, y: 0 })
  const to = toCanvas(camera, { x: viewport.width, y: viewport.height })
  const fits = box.maxX - box.minX < to.x - from.x && box.maxY - box.minY < to.y - from.y
  const { x, y } = centreOf(box)
  const moved = { ...camera, x: x - (to.x - from.x) / 2, y: y - (to.y - from.y) / 2 }
  editor.store.setState({ camera: fits ? moved : fitBounds(box, viewport, camera.zoom) })
}

/** Brings shapes into the middle. @returns false when none of them is there */
export function showShapes(editor: Editor, ids: readonly ShapeId[]): boolean {
  const box = selectionBounds(ids, editor.port.view(), editor.scene)
  if (box !== null) centreOn(editor, box)
  return box !== null
}
