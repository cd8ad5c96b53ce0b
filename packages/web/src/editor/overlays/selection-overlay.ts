import {
  type Bounds,
  boundsOfPoints,
  centreOf,
  cornersOf,
  type Point,
  rotateAbout,
  type Theme,
  uprightBounds,
} from '@flowstate/engine'
import { type Camera, toScreen } from '../camera.ts'
import type { PaintContext } from '../renderer/paint-context.ts'
import { movableShapes, withDescendants } from '../selection.ts'
import {
  bendHandles,
  framedBox,
  rotateHandlePixels,
  type SelectionFrame,
  selectionFrame,
  shownHandles,
} from '../selection-frame.ts'
import { accents, frameCorners, type OverlayLayer, type OverlayScene, tracePolygon } from './overlay-layer.ts'

const surfaces: { readonly [Name in Theme]: string } = { light: '#ffffff', dark: '#1d2026' }
const handlePixels = 8

function paintKnob(context: PaintContext, at: Point, round: boolean, pixels = handlePixels): void {
  const half = pixels / 2
  context.beginPath()
  if (round) context.arc(at.x, at.y, half + 0.5, 0, Math.PI * 2)
  else context.rect(at.x - half, at.y - half, handlePixels, handlePixels)
  context.fill()
  context.stroke()
}

function paintHandles(context: PaintContext, frame: SelectionFrame, camera: Camera): void {
  if (frame.kind === 'line') {
    paintKnob(context, toScreen(camera, frame.start), true)
    paintKnob(context, toScreen(camera, frame.end), true)
    for (const { point, isNew } of bendHandles(frame, camera.zoom)) {
      context.globalAlpha = isNew ? 0.6 : 1
      paintKnob(context, toScreen(camera, point), true, isNew ? 5 : handlePixels)
    }
    context.globalAlpha = 1
    return
  }
  const { rotation } = frame
  const box = framedBox(frame.box, camera.zoom)
  const centre = centreOf(box)
  const place = (point: Point) => toScreen(camera, rotateAbout(point, centre, rotation))
  for (const [, point] of shownHandles(frame, camera.zoom)) paintKnob(context, place(point), false)
  paintKnob(context, place({ x: centre.x, y: box.minY - rotateHandlePixels / camera.zoom }), true)
}

function area(scene: OverlayScene): Bounds | null {
  const frame = selectionFrame(scene.selection, scene.view, scene.geometry)
  if (frame === null) return null
  if (frame.kind === 'line')
    return boundsOfPoints([frame.start, frame.end, ...frame.bends.map(({ point }) => point)])
  const centre = centreOf(frame.box)
  return boundsOfPoints(cornersOf(frame.box).map((corner) => rotateAbout(corner, centre, frame.rotation)))
}

function paint(context: PaintContext, scene: OverlayScene, camera: Camera): void {
  const frame = selectionFrame(scene.selection, scene.view, scene.geometry)
  if (frame === null) return
  const accent = accents[scene.theme]
  context.strokeStyle = accent
  context.lineWidth = 1.25
  context.setLineDash([])
  if (scene.selection.size > 1) {
    context.globalAlpha = 0.55
    for (const shape of withDescendants(scene.selection, scene.view)) {
      if (shape.kind === 'group') continue
      tracePolygon(context, frameCorners(uprightBounds(shape, scene.geometry), 0, camera))
      context.stroke()
    }
    context.globalAlpha = 1
  }
  if (frame.kind === 'box') {
    tracePolygon(context, frameCorners(framedBox(frame.box, camera.zoom), frame.rotation, camera))
    context.stroke()
  }
  if (!scene.handles || movableShapes(scene.selection, scene.view).length === 0) return
  context.fillStyle = surfaces[scene.theme]
  paintHandles(context, frame, camera)
}

/** The frame of what is selected here, with its handles. */
export const selectionOverlay: OverlayLayer = { area, paint }
