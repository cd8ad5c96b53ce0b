import type { PaintContext } from '../renderer/paint-context.ts'
import { selectionBounds } from '../selection.ts'
import { framedBox } from '../selection-frame.ts'
import { frameCorners, type OverlayLayer, type OverlayScene, tracePolygon } from './overlay-layer.ts'

function paint(context: PaintContext, scene: OverlayScene): void {
  context.lineWidth = 1.5
  for (const { colour, ids } of scene.remote) {
    context.strokeStyle = colour
    for (const id of ids) {
      const shape = scene.view.get(id)
      const box = selectionBounds([id], scene.view, scene.geometry)
      if (shape === undefined || box === null) continue
      tracePolygon(context, frameCorners(framedBox(box, scene.camera.zoom), 0, scene.camera))
      context.stroke()
    }
  }
}

/** What others have selected, each in their colour; groups as one. */
export const remoteSelectionOverlay: OverlayLayer = { isThere: (scene) => scene.remote.length > 0, paint }
