import { unionBounds } from '@flowstate/engine'
import { boxOverlay } from './overlays/box-overlay.ts'
import type { OverlayLayer, OverlayScene } from './overlays/overlay-layer.ts'
import { remoteSelectionOverlay } from './overlays/remote-selection-overlay.ts'
import { selectionOverlay } from './overlays/selection-overlay.ts'
import { targetOverlay } from './overlays/target-overlay.ts'
import type { Marks } from './renderer/marks-picture.ts'

/** Every kind of mark over the canvas, from the lowest: a new one is a file and a line here. */
const layersWith = (guides: OverlayLayer | undefined): readonly OverlayLayer[] => [
  remoteSelectionOverlay,
  targetOverlay,
  selectionOverlay,
  ...(guides === undefined ? [] : [guides]),
  boxOverlay,
]

/**
 * Everything that is about the canvas but not on it; null when there is nothing to show.
 * @param guides what a drag has snapped to: nothing snaps before that part is here
 */
export function marksOf(scene: OverlayScene, guides: OverlayLayer | undefined): Marks | null {
  const layers = layersWith(guides)
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
