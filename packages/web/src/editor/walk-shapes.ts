import { boundsContain, centreOf, type ShapeId } from '@flowstate/engine'
import { toCanvas } from './camera.ts'
import { type Editor, select } from './editor.ts'
import { walkedShapes } from './reading-order.ts'
import { selectionBounds } from './selection.ts'

/** Brings a shape into sight without changing the zoom; one that is wholly in sight moves nothing. */
export function bringIntoSight(editor: Editor, id: ShapeId): void {
  const { camera, viewport } = editor.store.getState()
  const box = selectionBounds([id], editor.port.view(), editor.scene)
  if (box === null) return
  const from = toCanvas(camera, { x: 0, y: 0 })
  const to = toCanvas(camera, { x: viewport.width, y: viewport.height })
  if (boundsContain({ minX: from.x, minY: from.y, maxX: to.x, maxY: to.y }, box)) return
  const { x, y } = centreOf(box)
  editor.store.setState({
    camera: {
      ...camera,
      x: x - viewport.width / camera.zoom / 2,
      y: y - viewport.height / camera.zoom / 2,
    },
  })
}

/**
 * Selects the next shape in reading order, or the one before.
 * @returns false at the end of the walk: the focus then goes on to the islands, so that nobody is caught on the canvas
 */
export function walkShapes(editor: Editor, direction: 1 | -1): boolean {
  const ids = walkedShapes(editor)
  const { selection } = editor.store.getState()
  const selected = ids.flatMap((id, index) => (selection.has(id) ? [index] : []))
  const at = direction === 1 ? selected[selected.length - 1] : selected[0]
  const next = ids[at === undefined ? (direction === 1 ? 0 : ids.length - 1) : at + direction]
  if (next === undefined) return false
  editor.store.setState({ tool: 'select' })
  select(editor, [next])
  bringIntoSight(editor, next)
  return true
}
