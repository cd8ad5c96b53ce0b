import { centreOf, type Point, uprightBounds } from '@flowstate/engine'
import { toCanvas } from '../camera.ts'
import type { Editor } from '../editor.ts'
import { dropTool } from '../panels/drag-tool.ts'
import type { ToolId } from '../tools/tool-id.ts'

/** How far aside of a shape in the same place the next one goes, in canvas units. */
const aside = 24
const triesMax = 40

/** The middle of what is seen, or beside it where a shape has its own middle already. */
function freeMiddle(editor: Editor): Point {
  const { camera, viewport } = editor.store.getState()
  let at = toCanvas(camera, { x: viewport.width / 2, y: viewport.height / 2 })
  for (let i = 0; i < triesMax; i++) {
    const { x, y } = at
    const isTaken = editor.scene.shapesIn({ minX: x, minY: y, maxX: x, maxY: y }).some((shape) => {
      const middle = centreOf(uprightBounds(shape, editor.scene))
      return Math.abs(middle.x - x) < 1 && Math.abs(middle.y - y) < 1
    })
    if (!isTaken) return at
    at = { x: x + aside, y: y + aside }
  }
  return at
}

/** Draws the shape of a tool where one looks, for those who use no pointer. */
export function placeShape(editor: Editor, tool: ToolId): void {
  dropTool(editor, tool, freeMiddle(editor))
}
