import { linearPoints, type Point, type ProposedChange, type ShapeId } from '@flowstate/engine'
import type { Bend } from '../selection-frame.ts'
import { placedPoints } from './linear-tool.ts'
import type { ToolContext } from './tool.ts'

/** A bend this close to the straight way, in CSS pixels, is taken out. */
const straightPixels = 5

/** How far a point lies from the line between two others. */
function distanceTo(from: Point, to: Point, { x, y }: Point): number {
  const length = Math.hypot(to.x - from.x, to.y - from.y)
  if (length === 0) return Math.hypot(x - from.x, y - from.y)
  const along = Math.min(
    1,
    Math.max(0, ((x - from.x) * (to.x - from.x) + (y - from.y) * (to.y - from.y)) / length ** 2),
  )
  return Math.hypot(x - from.x - along * (to.x - from.x), y - from.y - along * (to.y - from.y))
}

/** The change that bends a line at a point, or straightens it there. Its ends stay tied to what they are tied to. */
export function bendChange(
  bent: { readonly id: ShapeId } & Bend,
  to: Point,
  context: ToolContext,
): ProposedChange | null {
  const shape = context.view.get(bent.id)
  if (shape === undefined) return null
  const points = [...linearPoints(shape, context.scene)]
  const rest = bent.isNew ? points : points.toSpliced(bent.at, 1)
  const [before, after] = [rest[bent.at - 1], rest[bent.at]]
  // Somebody may have taken points away meanwhile.
  if (before === undefined || after === undefined) return null
  const isStraight = distanceTo(before, after, to) * context.zoom < straightPixels
  const set = placedPoints(isStraight ? rest : rest.toSpliced(bent.at, 0, to))
  return { kind: 'update', id: shape.id, set }
}
