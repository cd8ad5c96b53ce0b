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

/** All that marks over the canvas are made of. */
export interface OverlayScene {
  readonly view: CanvasState
  readonly geometry: GeometryContext
  readonly camera: Camera
  readonly theme: Theme
  readonly selection: ReadonlySet<ShapeId>
  /** Handles are left out while a gesture is under way and for people who may only look. */
  readonly handles: boolean
  readonly box: Bounds | null
  readonly loop: readonly Point[] | null
  readonly targetId: ShapeId | null
  readonly guides: readonly SnapGuide[]
  readonly remote: readonly RemoteSelection[]
}

/** One kind of mark over the canvas, painted in CSS pixels. */
export interface OverlayLayer {
  /** Whether there is anything of it: an overlay with nothing in it is not painted at all. */
  isThere(scene: OverlayScene): boolean
  paint(context: PaintContext, scene: OverlayScene): void
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
