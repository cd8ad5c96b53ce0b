import type { Shape, ShapeId } from '@flowstate/engine'
import type { LiftedPaint } from '../lifted-paint.ts'

const noIds: ReadonlySet<ShapeId> = new Set()

/**
 * What to show above a picture that is a frame or two behind, so that nothing is seen twice or not at all: what has been lifted
 * waits until the picture shows it no more, and what has been put down stays until the picture shows it again.
 * @param left out of the picture on the screen
 * @param before what was shown last
 */
export function showAbove(
  lifted: LiftedPaint,
  options: {
    readonly left: ReadonlySet<ShapeId>
    readonly before: LiftedPaint
    get(id: ShapeId): Shape | undefined
  },
): LiftedPaint {
  const { left, before, get } = options
  if (left === lifted.hidden) return lifted
  const isSeenBelow = (id: ShapeId): boolean =>
    lifted.hidden.has(id) && !left.has(id) && get(id) !== undefined
  const isPutDown = (id: ShapeId): boolean => left.has(id) && !lifted.hidden.has(id)
  const [carriedNow] = lifted.carried?.shapes ?? []
  const [carriedBefore] = before.carried?.shapes ?? []
  const waits = carriedNow !== undefined && isSeenBelow(carriedNow.id)
  const stays = carriedBefore !== undefined && isPutDown(carriedBefore.id)
  const carried = stays ? before.carried : waits ? null : lifted.carried
  const inCarried = stays ? new Set(before.carried?.shapes.map(({ id }) => id)) : noIds
  const shapes = lifted.shapes.filter(({ id }) => !isSeenBelow(id))
  for (const id of left) {
    if (!isPutDown(id) || inCarried.has(id)) continue
    const shape = get(id)
    if (shape !== undefined) shapes.push(shape)
  }
  return { ...lifted, shapes, carried }
}
