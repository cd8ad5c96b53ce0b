import {
  type Bounds,
  type CanvasState,
  centreOf,
  cornersOf,
  type GeometryContext,
  type Point,
  polylinePath,
  rotateAbout,
  type ShapeId,
  type Theme,
} from '@flowstate/engine'
import { type Camera, toScreen } from '../camera.ts'
import { type PaintContext, tracePath } from '../renderer/paint-context.ts'
import type { SnapGuide } from '../snapping/snap-box.ts'

/** What someone else has selected. */
export interface RemoteSelection {
  readonly colour: string
  readonly ids: readonly ShapeId[]
}

/** What is to be marked: plain data, which a worker can be sent. */
export interface Marked {
  readonly selection: ReadonlySet<ShapeId>
  /** Handles are left out while a gesture is under way and for people who may only look. */
  readonly handles: boolean
  readonly box: Bounds | null
  readonly loop: readonly Point[] | null
  readonly targetId: ShapeId | null
  readonly guides: readonly SnapGuide[]
  readonly remote: readonly RemoteSelection[]
}

/** All that marks over the canvas are made of, wherever it is looked at from. */
export interface OverlayScene extends Marked {
  readonly view: CanvasState
  readonly geometry: GeometryContext
  readonly theme: Theme
}

/** One kind of mark over the canvas. */
export interface OverlayLayer {
  /** What it marks, in canvas units; null if there is nothing of it. Lines and handles may stand a little outside. */
  area(scene: OverlayScene): Bounds | null
  /** In CSS pixels. */
  paint(context: PaintContext, scene: OverlayScene, camera: Camera): void
}

export const accents: { readonly [Name in Theme]: string } = { light: '#4f5bd5', dark: '#98a2ff' }

export function tracePolygon(context: PaintContext, points: readonly Point[]): void {
  context.beginPath()
  tracePath(context, polylinePath(points, true))
}

export function frameCorners(box: Bounds, rotation: number, camera: Camera): readonly Point[] {
  const centre = centreOf(box)
  return cornersOf(box).map((corner) => toScreen(camera, rotateAbout(corner, centre, rotation)))
}
