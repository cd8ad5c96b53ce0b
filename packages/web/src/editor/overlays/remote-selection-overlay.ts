import { type Bounds, unionBounds } from '@flowstate/engine'
import type { Camera } from '../camera.ts'
import type { PaintContext } from '../renderer/paint-context.ts'
import { selectionBounds } from '../selection.ts'
import { framedBox } from '../selection-frame.ts'
import {
  frameCorners,
  type OverlayLayer,
  type OverlayScene,
  type RemoteSelection,
  tracePolygon,
} from './overlay-layer.ts'

function boxes({ view, geometry }: OverlayScene, { ids }: RemoteSelection): readonly Bounds[] {
  return ids.flatMap((id) => selectionBounds([id], view, geometry) ?? [])
}

function paint(context: PaintContext, scene: OverlayScene, camera: Camera): void {
  context.lineWidth = 1.5
  for (const selection of scene.remote) {
    context.strokeStyle = selection.colour
    for (const box of boxes(scene, selection)) {
      tracePolygon(context, frameCorners(framedBox(box, camera.zoom), 0, camera))
      context.stroke()
    }
  }
}

/** What others have selected, each in their colour; groups as one. */
export const remoteSelectionOverlay: OverlayLayer = {
  area: (scene) => unionBounds(scene.remote.flatMap((selection) => boxes(scene, selection))),
  paint,
}
