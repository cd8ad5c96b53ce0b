import { type Bounds, boundsAroundBox, canvasColour, type Shape, type Theme } from '@flowstate/engine'
import { clippingFrames } from './clipping-frames.ts'
import type { PaintContext, PaintOptions } from './paint-context.ts'
import { paintShape } from './paint-shape.ts'
import { paintSmall } from './paint-small.ts'
import type { Scene } from './scene.ts'

export type GridKind = 'none' | 'dots' | 'lines'

const gridSpacing = 24
/** A grid finer than this on screen would be grey mush. */
const gridPixelsMin = 11

function paintGrid(
  context: PaintContext,
  area: Bounds,
  options: { kind: GridKind; scale: number; theme: Theme },
) {
  const { kind, scale, theme } = options
  if (kind === 'none') return
  let spacing = gridSpacing
  while (spacing * scale < gridPixelsMin) spacing *= 4
  const startX = Math.floor(area.minX / spacing) * spacing
  const startY = Math.floor(area.minY / spacing) * spacing
  context.fillStyle = theme === 'light' ? '#d9dce1' : '#33373e'
  const dot = 1.5 / scale
  if (kind === 'lines') {
    context.globalAlpha = 0.55
    const hair = 1 / scale
    for (let x = startX; x <= area.maxX; x += spacing) {
      context.fillRect(x - hair / 2, area.minY, hair, area.maxY - area.minY)
    }
    for (let y = startY; y <= area.maxY; y += spacing) {
      context.fillRect(area.minX, y - hair / 2, area.maxX - area.minX, hair)
    }
    context.globalAlpha = 1
    return
  }
  for (let y = startY; y <= area.maxY; y += spacing) {
    for (let x = startX; x <= area.maxX; x += spacing) context.fillRect(x - dot / 2, y - dot / 2, dot, dot)
  }
}

/** What painting shapes of a scene needs. */
export type ScenePaintOptions = PaintOptions & { readonly scene: Scene }

/** Paints shapes in order, clipped by their frames. */
export function paintShapes(
  context: PaintContext,
  shapes: readonly Shape[],
  options: ScenePaintOptions,
): void {
  for (const shape of shapes) {
    const frames = clippingFrames(shape, options.scene.view())
    // What is small at this size may be told to be so, and where it is costs something.
    const mayBeSmall = frames.length === 0 && options.scale < 1
    const reach = mayBeSmall ? options.scene.paintBoundsOf(shape.id) : undefined
    if (reach !== undefined && paintSmall(context, shape, reach, options)) continue
    if (frames.length === 0) {
      paintShape(context, shape, options)
      continue
    }
    context.save()
    for (const frame of frames) {
      const box = boundsAroundBox(frame)
      context.beginPath()
      context.rect(box.minX, box.minY, box.maxX - box.minX, box.maxY - box.minY)
      context.clip()
    }
    paintShape(context, shape, options)
    context.restore()
  }
}

/**
 * Paints everything in an area: surface, grid, shapes. The context is in canvas coordinates and clipped to the area.
 * @param hidden ids painted elsewhere at the moment, such as shapes being dragged
 */
export function paintRegion(
  context: PaintContext,
  area: Bounds,
  options: ScenePaintOptions & { readonly hidden: ReadonlySet<string> },
): void {
  const { scene, theme, scale, hidden } = options
  const cells = scene.view().canvas
  const background = cells.background
  context.fillStyle = canvasColour(typeof background === 'string' ? background : null, theme)
  context.fillRect(area.minX, area.minY, area.maxX - area.minX, area.maxY - area.minY)
  const grid = cells.grid
  paintGrid(context, area, { kind: grid === 'dots' || grid === 'lines' ? grid : 'none', scale, theme })
  const shapes = scene.shapesIn(area)
  paintShapes(context, hidden.size === 0 ? shapes : shapes.filter((shape) => !hidden.has(shape.id)), options)
}
