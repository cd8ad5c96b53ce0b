import { boundsContainPoint, centreOf, type Point } from '@flowstate/engine'
import { toCanvas, toScreen } from './camera.ts'
import { type Editor, select } from './editor.ts'
import { outermostGroup, selectionBounds } from './selection.ts'

/**
 * Opens the context menu where somebody pointed. What is there is selected first, locked or not: the menu is the way to unlock
 * it. Inside the box of what is selected the selection stays.
 * @param reach canvas units around the point that still count
 */
export function openContextMenu(editor: Editor, at: Point, reach: number): void {
  const { store, scene, port } = editor
  const { selection, camera, enteredGroup } = store.getState()
  const view = port.view()
  const point = toCanvas(camera, at)
  const hit = scene.shapeAt(point, reach)
  const box = selectionBounds(selection, view, scene)
  if (hit !== null) {
    const target = outermostGroup(hit, view, enteredGroup)
    if (!selection.has(target.id)) select(editor, [target.id])
  } else if (box === null || !boundsContainPoint(box, point)) select(editor, [])
  store.setState({ contextMenu: at, tool: 'select' })
}

/** The context menu for the keyboard: in the middle of what is selected, or of the canvas. */
export function openMenuOfSelection(editor: Editor): void {
  const { selection, camera, viewport } = editor.store.getState()
  const box = selectionBounds(selection, editor.port.view(), editor.scene)
  const at =
    box === null ? { x: viewport.width / 2, y: viewport.height / 2 } : toScreen(camera, centreOf(box))
  const inside = {
    x: Math.min(viewport.width - 8, Math.max(8, at.x)),
    y: Math.min(viewport.height - 8, Math.max(8, at.y)),
  }
  editor.store.setState({ contextMenu: inside, tool: 'select' })
}
