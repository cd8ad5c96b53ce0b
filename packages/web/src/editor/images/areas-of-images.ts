import { type Bounds, type Shape, stringCell } from '@flowstate/engine'
import type { Scene } from '../renderer/scene.ts'

/** Where on the canvas some pictures are shown. */
export function areasOfImages(
  shapes: Iterable<Shape>,
  scene: Scene,
  assetIds: ReadonlySet<string>,
): readonly Bounds[] {
  const areas: Bounds[] = []
  for (const shape of shapes) {
    if (shape.kind !== 'image' || !assetIds.has(stringCell(shape, 'assetId', ''))) continue
    const area = scene.paintBoundsOf(shape.id)
    if (area !== undefined) areas.push(area)
  }
  return areas
}
