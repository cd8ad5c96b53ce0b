import { type Bounds, boundsHeight, boundsWidth, centreOf, type Point } from '@flowstate/engine'

/** What part of the canvas is looked at: the canvas point in the top left corner, and CSS pixels per canvas unit. */
export interface Camera {
  readonly x: number
  readonly y: number
  readonly zoom: number
}

/** CSS pixels. */
export interface Viewport {
  readonly width: number
  readonly height: number
}

export const zoomMin = 0.05
export const zoomMax = 20
export const startCamera: Camera = { x: 0, y: 0, zoom: 1 }

const clampZoom = (zoom: number): number => Math.min(zoomMax, Math.max(zoomMin, zoom))

export function toCanvas(camera: Camera, screen: Point): Point {
  return { x: camera.x + screen.x / camera.zoom, y: camera.y + screen.y / camera.zoom }
}

export function toScreen(camera: Camera, point: Point): Point {
  return { x: (point.x - camera.x) * camera.zoom, y: (point.y - camera.y) * camera.zoom }
}

/** What part of the canvas is in sight. */
export function visibleBounds({ x, y, zoom }: Camera, { width, height }: Viewport): Bounds {
  return { minX: x, minY: y, maxX: x + width / zoom, maxY: y + height / zoom }
}

/** Moves what is seen along with a pointer that moved by CSS pixels. */
export function panBy(camera: Camera, dx: number, dy: number): Camera {
  return { ...camera, x: camera.x - dx / camera.zoom, y: camera.y - dy / camera.zoom }
}

/** Zooms so that the canvas point under a screen point stays under it. */
export function zoomAt(camera: Camera, screen: Point, zoom: number): Camera {
  const next = clampZoom(zoom)
  const point = toCanvas(camera, screen)
  return { x: point.x - screen.x / next, y: point.y - screen.y / next, zoom: next }
}

/** Shows all of a box with some space around it; small things are not blown up. */
export function fitBounds(bounds: Bounds, viewport: Viewport, zoomLimit = 1): Camera {
  const space = Math.min(120, viewport.width * 0.14)
  const zoom = clampZoom(
    Math.min(
      (viewport.width - space * 2) / Math.max(1, boundsWidth(bounds)),
      (viewport.height - space * 2) / Math.max(1, boundsHeight(bounds)),
      zoomLimit,
    ),
  )
  const centre = centreOf(bounds)
  return { x: centre.x - viewport.width / zoom / 2, y: centre.y - viewport.height / zoom / 2, zoom }
}

/** Shows all that somebody with a window of another shape sees: x, y, width and height in canvas units. */
export function fitViewport(
  [x, y, width, height]: readonly [number, number, number, number],
  viewport: Viewport,
): Camera {
  const zoom = clampZoom(Math.min(viewport.width / Math.max(1, width), viewport.height / Math.max(1, height)))
  return {
    x: x + width / 2 - viewport.width / zoom / 2,
    y: y + height / 2 - viewport.height / zoom / 2,
    zoom,
  }
}
