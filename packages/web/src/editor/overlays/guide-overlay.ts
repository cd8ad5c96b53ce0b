import { boundsOfPoints, type Point, type Theme } from '@flowstate/engine'
import { type Camera, toScreen } from '../camera.ts'
import type { PaintContext } from '../renderer/paint-context.ts'
import type { OverlayLayer, OverlayScene } from './overlay-layer.ts'

const colours: { readonly [Name in Theme]: string } = { light: '#d6336c', dark: '#ff8fb3' }
const tickPixels = 4

function segment(context: PaintContext, from: Point, to: Point): void {
  context.beginPath()
  context.moveTo(from.x, from.y)
  context.lineTo(to.x, to.y)
  context.stroke()
}

/** A line with a small bar at each end, across it. */
function paintGap(context: PaintContext, from: Point, to: Point): void {
  segment(context, from, to)
  const upright = Math.abs(to.x - from.x) < Math.abs(to.y - from.y)
  const [dx, dy] = upright ? [tickPixels, 0] : [0, tickPixels]
  for (const { x, y } of [from, to]) segment(context, { x: x - dx, y: y - dy }, { x: x + dx, y: y + dy })
}

function paint(context: PaintContext, scene: OverlayScene, camera: Camera): void {
  context.strokeStyle = colours[scene.theme]
  context.lineWidth = 1
  for (const { from, to, gap } of scene.guides) {
    const ends = [toScreen(camera, from), toScreen(camera, to)] as const
    if (gap) paintGap(context, ...ends)
    else segment(context, ...ends)
  }
}

/** What a move or stretch has snapped to: common lines and equal gaps. */
export const guideOverlay: OverlayLayer = {
  area: ({ guides }) => boundsOfPoints(guides.flatMap(({ from, to }) => [from, to])),
  paint,
}
