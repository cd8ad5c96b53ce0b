import { type Bounds, boundsContain } from '@flowstate/engine'
import type { PaintContext } from './paint-context.ts'
import type { PictureSurface } from './picture-canvas.ts'
import type { TileView } from './tile-engine.ts'

/** What is shown above everything and always as large, whatever the zoom: frames, handles, guides. */
export interface Marks {
  /** What is marked, in canvas units. */
  readonly area: Bounds
  /**
   * Paints in CSS pixels.
   * @param at the canvas point in the corner of the picture, and CSS pixels per canvas unit
   */
  paint(context: PaintContext, at: { readonly x: number; readonly y: number; readonly zoom: number }): void
}

/** Where a picture of marks belongs: device pixels from the origin of the canvas. */
export interface MarksPlace {
  readonly left: number
  readonly top: number
}

/** Marks as a picture that is moved: a pan paints none of them again. */
export interface MarksPicture {
  set(marks: Marks | null): void
  setView(view: TileView): void
  /** Paints it if it must. @returns where it belongs; null if nothing of it is seen */
  frame(): MarksPlace | null
}

/** CSS pixels that handles and lines may stand outside of what they mark. */
const roomPixels = 40
/** CSS pixels around the view that are painted too. */
const marginPixels = 192
/** Device pixels: while the zoom moves, a bitmap is as large as the one before for most of the time. */
const stepPixels = 128

export function createMarksPicture(surface: PictureSurface): MarksPicture {
  let marks: Marks | null = null
  let view: TileView | null = null
  let stale = false
  /** What the picture shows, in device pixels from the origin of the canvas. */
  let painted: (Bounds & MarksPlace & { readonly scale: number; readonly pixelRatio: number }) | null = null

  /** The part of the marks within so many CSS pixels around the view, in device pixels from the origin of the canvas. */
  const wanted = ({ area }: Marks, { x, y, zoom, width, height, pixelRatio }: TileView, around: number) => {
    const part = {
      minX: Math.max(area.minX * zoom - roomPixels, x * zoom - around) * pixelRatio,
      minY: Math.max(area.minY * zoom - roomPixels, y * zoom - around) * pixelRatio,
      maxX: Math.min(area.maxX * zoom + roomPixels, x * zoom + width + around) * pixelRatio,
      maxY: Math.min(area.maxY * zoom + roomPixels, y * zoom + height + around) * pixelRatio,
    }
    return part.minX < part.maxX && part.minY < part.maxY ? part : null
  }

  const repaint = (of: Marks, at: TileView): void => {
    const { zoom, pixelRatio } = at
    const area = wanted(of, at, marginPixels)
    if (area === null) return
    const minX = Math.floor(area.minX)
    const minY = Math.floor(area.minY)
    const width = Math.ceil((area.maxX - minX) / stepPixels) * stepPixels
    const height = Math.ceil((area.maxY - minY) / stepPixels) * stepPixels
    surface.clear({ width, height, pixelRatio })
    const { context } = surface
    context.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0)
    of.paint(context, { x: minX / pixelRatio / zoom, y: minY / pixelRatio / zoom, zoom })
    surface.handOver()
    painted = { ...area, minX, minY, left: minX, top: minY, scale: zoom * pixelRatio, pixelRatio }
    stale = false
  }

  return {
    set(next) {
      marks = next
      stale = true
    },
    setView(next) {
      view = next
    },
    frame() {
      const area = marks === null || view === null ? null : wanted(marks, view, 0)
      if (area === null || marks === null || view === null) return null
      const isRight =
        !stale &&
        painted?.scale === view.zoom * view.pixelRatio &&
        painted.pixelRatio === view.pixelRatio &&
        boundsContain(painted, area)
      if (!isRight) repaint(marks, view)
      return painted
    },
  }
}
