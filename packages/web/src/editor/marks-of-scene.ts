import { unionBounds } from '@flowstate/engine'
import { boxOverlay } from './overlays/box-overlay.ts'
import type { OverlayLayer, OverlayScene } from './overlays/overlay-layer.ts'
import { remoteSelectionOverlay } from './overlays/remote-selection-overlay.ts'
import { selectionOverlay } from './overlays/selection-overlay.ts'
import { targetOverlay } from './overlays/target-overlay.ts'
import type { Marks } from './renderer/marks-picture.ts'
import { snapping } from './snapping/snapping.ts'

/** What a drag has snapped to: as nothing snaps before that part is here, its marks come with it. */
const guideOverlay: OverlayLayer = {
  area: (scene) => snapping.now()?.guideOverlay.area(scene) ?? null,
  paint: (context, scene, camera) => snapping.now()?.guideOverlay.paint(context, scene, camera),
}

/** Every kind of mark over the canvas, from the lowest: a new one is a file and a line here. */
const layers: readonly OverlayLayer[] = [
  remoteSelectionOverlay,
  targetOverlay,
  selectionOverlay,
  guideOverlay,
  boxOverlay,
]

/** Everything that is about the canvas but not on it; null when there is nothing to show. */
export function marksOf(scene: OverlayScene): Marks | null {
  const areas = layers.map((layer) => layer.area(scene))
  const area = unionBounds(areas.flatMap((bounds) => bounds ?? []))
  if (area === null) return null
  const shown = layers.filter((_, i) => areas[i] !== null)
  return {
    area,
    paint(context, camera) {
      context.setLineDash([])
      for (const layer of shown) layer.paint(context, scene, camera)
    },
  }
}
