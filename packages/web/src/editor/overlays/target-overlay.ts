import { canvasOutline, isSized } from '@flowstate/engine'
import { toScreen } from '../camera.ts'
import type { PaintContext } from '../renderer/paint-context.ts'
import { accents, type OverlayLayer, type OverlayScene, tracePolygon } from './overlay-layer.ts'

function paint(context: PaintContext, scene: OverlayScene): void {
  const target = scene.targetId === null ? undefined : scene.view.get(scene.targetId)
  if (target === undefined || !isSized(target)) return
  context.strokeStyle = accents[scene.theme]
  context.lineWidth = 2.5
  context.globalAlpha = 0.6
  tracePolygon(
    context,
    canvasOutline(target).map((point) => toScreen(scene.camera, point)),
  )
  context.stroke()
  context.globalAlpha = 1
}

/** The shape the end of an arrow would be tied to. */
export const targetOverlay: OverlayLayer = { isThere: (scene) => scene.targetId !== null, paint }
