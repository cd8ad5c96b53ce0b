import {
  type Bounds,
  boundsHeight,
  boundsWidth,
  type CanvasState,
  canvasOutline,
  centreOf,
  cornersOf,
  type GeometryContext,
  isSized,
  type Point,
  polylinePath,
  rotateAbout,
  type ShapeId,
  type Theme,
  uprightBounds,
} from '@flowstate/engine'
import { type Camera, toScreen } from './camera.ts'
import { type PaintContext, tracePath } from './renderer/paint-context.ts'
import { withDescendants } from './selection.ts'
import {
  framedBox,
  handlePoints,
  rotateHandlePixels,
  type SelectionFrame,
  selectionFrame,
} from './selection-frame.ts'

/** What someone else has selected. */
export interface RemoteSelection {
  readonly colour: string
  readonly ids: readonly ShapeId[]
}

export interface OverlayScene {
  readonly view: CanvasState
  readonly geometry: GeometryContext
  readonly camera: Camera
  readonly theme: Theme
  readonly selection: ReadonlySet<ShapeId>
  /** Handles are left out while a gesture is under way and for people who may only look. */
  readonly handles: boolean
  readonly box: Bounds | null
  readonly targetId: ShapeId | null
  readonly remote: readonly RemoteSelection[]
}

const accents: { readonly [Name in Theme]: string } = { light: '#4f5bd5', dark: '#98a2ff' }
const surfaces: { readonly [Name in Theme]: string } = { light: '#ffffff', dark: '#1d2026' }
const handlePixels = 8
const sideHandlesPixelsMin = 44

function tracePolygon(context: PaintContext, points: readonly Point[]): void {
  context.beginPath()
  tracePath(context, polylinePath(points, true))
}

function frameCorners(box: Bounds, rotation: number, camera: Camera): readonly Point[] {
  const centre = centreOf(box)
  return cornersOf(box).map((corner) => toScreen(camera, rotateAbout(corner, centre, rotation)))
}

function paintKnob(context: PaintContext, at: Point, round: boolean): void {
  const half = handlePixels / 2
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
    return
  }
  const { rotation } = frame
  const box = framedBox(frame.box, camera.zoom)
  const centre = centreOf(box)
  const place = (point: Point) => toScreen(camera, rotateAbout(point, centre, rotation))
  const sides = Math.min(boundsWidth(box), boundsHeight(box)) * camera.zoom >= sideHandlesPixelsMin * 2
  for (const [handle, point] of handlePoints(box)) {
    if (handle.length === 2 || sides) paintKnob(context, place(point), false)
  }
  paintKnob(context, place({ x: centre.x, y: box.minY - rotateHandlePixels / camera.zoom }), true)
}

function paintSelection(context: PaintContext, scene: OverlayScene): void {
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
      tracePolygon(context, frameCorners(uprightBounds(shape, scene.geometry), 0, scene.camera))
      context.stroke()
    }
    context.globalAlpha = 1
  }
  if (frame.kind === 'box') {
    tracePolygon(context, frameCorners(framedBox(frame.box, scene.camera.zoom), frame.rotation, scene.camera))
    context.stroke()
  }
  if (!scene.handles) return
  context.fillStyle = surfaces[scene.theme]
  paintHandles(context, frame, scene.camera)
}

function paintRemote(context: PaintContext, scene: OverlayScene): void {
  context.lineWidth = 1.5
  for (const { colour, ids } of scene.remote) {
    context.strokeStyle = colour
    for (const id of ids) {
      const shape = scene.view.get(id)
      if (shape === undefined || shape.kind === 'group') continue
      tracePolygon(context, frameCorners(uprightBounds(shape, scene.geometry), 0, scene.camera))
      context.stroke()
    }
  }
}

function paintTarget(context: PaintContext, scene: OverlayScene): void {
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

function paintBox(context: PaintContext, scene: OverlayScene): void {
  if (scene.box === null) return
  tracePolygon(context, frameCorners(scene.box, 0, scene.camera))
  context.fillStyle = accents[scene.theme]
  context.globalAlpha = 0.09
  context.fill()
  context.globalAlpha = 0.8
  context.strokeStyle = accents[scene.theme]
  context.lineWidth = 1
  context.stroke()
  context.globalAlpha = 1
}

/** The painter of everything that is about the canvas but not on it, in CSS pixels; null when there is nothing to show. */
export function overlayPainter(scene: OverlayScene): ((context: PaintContext) => void) | null {
  const empty =
    scene.selection.size === 0 && scene.box === null && scene.targetId === null && scene.remote.length === 0
  if (empty) return null
  return (context) => {
    context.setLineDash([])
    paintRemote(context, scene)
    paintTarget(context, scene)
    paintSelection(context, scene)
    paintBox(context, scene)
  }
}
