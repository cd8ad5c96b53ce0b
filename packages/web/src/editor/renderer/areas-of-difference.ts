import type { Bounds, ShapeId } from '@flowstate/engine'
import type { Scene } from './scene.ts'

/** Areas of shapes that are in one of two sets only. */
export function areasOfDifference(
  before: ReadonlySet<ShapeId>,
  after: ReadonlySet<ShapeId>,
  scene: Pick<Scene, 'paintBoundsOf'>,
): readonly Bounds[] {
  const areas: Bounds[] = []
  const note = (id: ShapeId): void => {
    const area = scene.paintBoundsOf(id)
    if (area !== undefined) areas.push(area)
  }
  for (const id of after) if (!before.has(id)) note(id)
  for (const id of before) if (!after.has(id)) note(id)
  return areas
}
