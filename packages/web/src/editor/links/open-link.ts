import type { Point, Shape } from '@flowstate/engine'
import type { Editor } from '../editor.ts'
import { isOpenable } from '../paste/read-link.ts'

function open(shape: Shape | null | undefined): void {
  const link = shape?.link
  // The page that opens learns nothing of this one and has no hold on it.
  if (typeof link === 'string' && isOpenable(link)) window.open(link, '_blank', 'noopener,noreferrer')
}

/** Opens the link of the shape that is selected. */
export function openSelectedLink(editor: Editor): void {
  const [id] = editor.store.getState().selection
  if (id !== undefined) open(editor.port.view().get(id))
}

/** Opens the link of the shape at a point, if it has one. */
export function openLinkAt(editor: Editor, at: Point): void {
  open(editor.scene.shapeAt(at, 6 / editor.store.getState().camera.zoom))
}
