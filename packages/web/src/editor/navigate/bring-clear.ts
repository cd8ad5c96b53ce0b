import { centreOf, type ShapeId } from '@flowstate/engine'
import { toCanvas } from '../camera.ts'
import type { Editor } from '../editor.ts'
import { selectionBounds } from '../selection.ts'

/** CSS pixels that panels cover at the edges of the window. */
export interface Covered {
  readonly left?: number
  readonly right?: number
  readonly top?: number
  readonly bottom?: number
}

/** Less than this between the panels, in CSS pixels, is no room to show anything in. */
const roomMin = 96

/**
 * Brings shapes to where no panel covers them, without changing the zoom. What is wholly in sight there stays where it is, and
 * what is so from left to right, or from top to bottom, goes no other way than it has to.
 */
export function bringClear(editor: Editor, ids: readonly ShapeId[], covered: Covered): void {
  const { camera, viewport } = editor.store.getState()
  const box = selectionBounds(ids, editor.port.view(), editor.scene)
  if (box === null) return
  const { left = 0, right = 0, top = 0, bottom = 0 } = covered
  const isRoomy = viewport.width - left - right >= roomMin && viewport.height - top - bottom >= roomMin
  const [startX, endX] = isRoomy ? [left, viewport.width - right] : [0, viewport.width]
  const [startY, endY] = isRoomy ? [top, viewport.height - bottom] : [0, viewport.height]
  const from = toCanvas(camera, { x: startX, y: startY })
  const to = toCanvas(camera, { x: endX, y: endY })
  const fitsAcross = from.x <= box.minX && box.maxX <= to.x
  const fitsDown = from.y <= box.minY && box.maxY <= to.y
  if (fitsAcross && fitsDown) return
  const { x, y } = centreOf(box)
  editor.store.setState({
    camera: {
      ...camera,
      ...(fitsAcross ? {} : { x: x - (startX + endX) / 2 / camera.zoom }),
      ...(fitsDown ? {} : { y: y - (startY + endY) / 2 / camera.zoom }),
    },
  })
}
