import { type Bounds, boundsIntersect } from '@flowstate/engine'
import { type Camera, fitBounds, toScreen, type Viewport, visibleBounds } from '../../editor/camera.ts'

/**
 * The camera with which all of the drawing that is seen stays seen above a sheet: the same one where the sheet covers nothing
 * of it. Nothing is made larger.
 * @param sheetTop where the sheet begins, in CSS pixels from the top
 */
export function keepInSight(
  camera: Camera,
  viewport: Viewport,
  { content, sheetTop }: { readonly content: Bounds | null; readonly sheetTop: number },
): Camera {
  const view = visibleBounds(camera, viewport)
  if (content === null || !boundsIntersect(content, view)) return camera
  const seen: Bounds = {
    minX: Math.max(content.minX, view.minX),
    minY: Math.max(content.minY, view.minY),
    maxX: Math.min(content.maxX, view.maxX),
    maxY: Math.min(content.maxY, view.maxY),
  }
  const lowest = toScreen(camera, { x: seen.minX, y: seen.maxY }).y
  if (lowest <= sheetTop) return camera
  return fitBounds(seen, { width: viewport.width, height: sheetTop }, camera.zoom)
}
