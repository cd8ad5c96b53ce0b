import { boxOverlay } from './overlays/box-overlay.ts'
import { guideOverlay } from './overlays/guide-overlay.ts'
import type { OverlayLayer, OverlayScene } from './overlays/overlay-layer.ts'
import { remoteSelectionOverlay } from './overlays/remote-selection-overlay.ts'
import { selectionOverlay } from './overlays/selection-overlay.ts'
import { targetOverlay } from './overlays/target-overlay.ts'
import type { PaintContext } from './renderer/paint-context.ts'

/** Every kind of mark over the canvas, from the lowest: a new one is a file and a line here. */
const layers: readonly OverlayLayer[] = [
  remoteSelectionOverlay,
  targetOverlay,
  selectionOverlay,
  guideOverlay,
  boxOverlay,
]

/** The painter of everything that is about the canvas but not on it, in CSS pixels; null when there is nothing to show. */
export function overlayPainter(scene: OverlayScene): ((context: PaintContext) => void) | null {
  const shown = layers.filter((layer) => layer.isThere(scene))
  if (shown.length === 0) return null
  return (context) => {
    context.setLineDash([])
    for (const layer of shown) layer.paint(context, scene)
  }
}
