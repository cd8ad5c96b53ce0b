import {
  type Bounds,
  boundsHeight,
  boundsWidth,
  centreOf,
  normaliseChange,
  type ProposedChange,
} from '@flowstate/engine'
import { fitBounds, toCanvas } from '../camera.ts'
import { dispatch, type Editor, newGesture, select } from '../editor.ts'
import type { Drawing } from './drawing.ts'
import { type PlannedDrawing, planDrawing, plannedBounds } from './plan-drawing.ts'
import { splitChanges } from './split-changes.ts'

function backgroundChange(drawing: Drawing): readonly ProposedChange[] {
  const change = normaliseChange({ kind: 'canvas', set: { background: drawing.background } }, '')
  return change.ok ? [change.value] : []
}

/** Moves the view only where what came in would not be seen whole. */
function showPlaced(editor: Editor, bounds: Bounds): void {
  const { camera, viewport } = editor.store.getState()
  const from = toCanvas(camera, { x: 0, y: 0 })
  const to = toCanvas(camera, { x: viewport.width, y: viewport.height })
  const isSeen = bounds.minX >= from.x && bounds.minY >= from.y && bounds.maxX <= to.x && bounds.maxY <= to.y
  if (!isSeen) editor.store.setState({ camera: fitBounds(bounds, viewport) })
}

/**
 * Puts a drawing on the canvas as one gesture, however many operations it takes: on an empty canvas where it stood, else in the
 * middle of what is seen. Null where nothing could be added.
 * @param pictures ids of pictures on the server by their key in the drawing
 */
export function placeDrawing(
  editor: Editor,
  drawing: Drawing,
  pictures: ReadonlyMap<string, string | null>,
): PlannedDrawing | null {
  const options = { newShapeId: editor.newShapeId, assetOf: (key: string) => pictures.get(key) ?? null }
  const isFresh = editor.port.view().size === 0
  const asIs = planDrawing(drawing, { ...options, dx: 0, dy: 0 })
  const bounds = plannedBounds(asIs, editor.scene.ruler)
  const { camera, viewport } = editor.store.getState()
  const middle = toCanvas(camera, { x: viewport.width / 2, y: viewport.height / 2 })
  const from = bounds === null ? middle : centreOf(bounds)
  const move = isFresh
    ? { dx: 0, dy: 0 }
    : { dx: Math.round(middle.x - from.x), dy: Math.round(middle.y - from.y) }
  const plan = isFresh ? asIs : planDrawing(drawing, { ...options, ...move })
  if (plan.changes.length === 0) return null
  const gesture = newGesture()
  const changes =
    isFresh && drawing.background !== null ? [...backgroundChange(drawing), ...plan.changes] : plan.changes
  for (const part of splitChanges(changes)) {
    if (dispatch(editor, part, { label: 'import', gesture }) === null) return null
  }
  editor.store.setState({ tool: 'select' })
  select(editor, plan.roots)
  if (bounds !== null) {
    const { minX, minY } = { minX: bounds.minX + move.dx, minY: bounds.minY + move.dy }
    showPlaced(editor, { minX, minY, maxX: minX + boundsWidth(bounds), maxY: minY + boundsHeight(bounds) })
  }
  return plan
}
