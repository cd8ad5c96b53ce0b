import { type Bounds, centreOf, isLinear, type ShapeId, uprightBounds } from '@flowstate/engine'
import { withDescendants } from '../selection.ts'
import type { ToolContext } from '../tools/tool.ts'

/** So many neighbours are looked at, the nearest ones: nobody lines up with a thousand shapes. */
const targetsMax = 300

/** How far something jumps to a line, in CSS pixels. */
export const snapPixels = 7

/** What a selection may snap to: the boxes of what is in sight and does not move with it. Lines and groups have none. */
export function snapTargets(moving: Bounds, context: ToolContext): readonly Bounds[] {
  const own = new Set<ShapeId>(withDescendants(context.selection, context.view).map((shape) => shape.id))
  const boxes = context.scene
    .shapesIn(context.visible)
    .filter((shape) => !own.has(shape.id) && shape.kind !== 'group' && !isLinear(shape))
    .map((shape) => uprightBounds(shape, context.scene))
  if (boxes.length <= targetsMax) return boxes
  const { x, y } = centreOf(moving)
  const distance = (box: Bounds) => {
    const centre = centreOf(box)
    return Math.hypot(centre.x - x, centre.y - y)
  }
  return boxes.sort((a, b) => distance(a) - distance(b)).slice(0, targetsMax)
}
