import { boundsOfPoints, canBeTiedTo, canvasOutline, type Point } from '@flowstate/engine'
import { type Camera, toScreen } from '../camera.ts'
import type { PaintContext } from '../renderer/paint-context.ts'
import { accents, type OverlayLayer, type OverlayScene, tracePolygon } from './overlay-layer.ts'

function outline({ targetId, view, geometry }: OverlayScene): readonly Point[] {
  const target = targetId === null ? undefined : view.get(targetId)
  return target === undefined || !canBeTiedTo(target) ? [] : canvasOutline(target, geometry.ruler)
}

function paint(context: PaintContext, scene: OverlayScene, camera: Camera): void {
  context.strokeStyle = accents[scene.theme]
  context.lineWidth = 2.5
  context.globalAlpha = 0.6
  tracePolygon(
    context,
    outline(scene).map((point) => toScreen(camera, point)),
  )
  context.stroke()
  context.globalAlpha = 1
}

/** The shape the end of an arrow would be tied to. */
export const targetOverlay: OverlayLayer = { area: (scene) => boundsOfPoints(outline(scene)), paint }
