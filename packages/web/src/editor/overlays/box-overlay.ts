import { type Camera, toScreen } from '../camera.ts'
import type { PaintContext } from '../renderer/paint-context.ts'
import { accents, frameCorners, type OverlayLayer, type OverlayScene, tracePolygon } from './overlay-layer.ts'

function paint(context: PaintContext, scene: OverlayScene, camera: Camera): void {
  if (scene.box === null) return
  const { box, loop } = scene
  tracePolygon(context, loop?.map((point) => toScreen(camera, point)) ?? frameCorners(box, 0, camera))
  context.fillStyle = accents[scene.theme]
  context.globalAlpha = 0.09
  context.fill()
  context.globalAlpha = 0.8
  context.strokeStyle = accents[scene.theme]
  context.lineWidth = 1
  context.stroke()
  context.globalAlpha = 1
}

/** The box or the loop one selects with. */
export const boxOverlay: OverlayLayer = { area: (scene) => scene.box, paint }
