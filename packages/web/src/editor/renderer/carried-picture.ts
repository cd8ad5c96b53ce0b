import { type Bounds, boundsContain, type Shape, unionBounds } from '@flowstate/engine'
import type { CarriedShapes } from './lifted-paint.ts'
import type { PaintContext } from './paint-context.ts'
import type { PictureSurface } from './picture-canvas.ts'
import type { TileView } from './tile-engine.ts'

/** Beyond the view so much of it again is painted, to either side, for what is dragged in from there. */
const marginViews = 0.5

/** A picture of shapes that move together and is shifted: a thousand cost no more than one. */
export interface CarriedPicture {
  set(carried: CarriedShapes | null): void
  setView(view: TileView): void
  /** They look different now. */
  spoil(): void
  /** Paints it if it must. @returns where it belongs now, in CSS pixels of the window; null if nothing of it is seen */
  frame(): { readonly x: number; readonly y: number } | null
}

export function createCarriedPicture(options: {
  readonly surface: PictureSurface
  boundsOf(shape: Shape): Bounds | undefined
  /** Paints at a scale; the context is in canvas coordinates. */
  paint(context: PaintContext, shapes: readonly Shape[], scale: number): void
}): CarriedPicture {
  const { surface } = options
  let carried: CarriedShapes | null = null
  let view: TileView | null = null
  let stale = true
  let bounds: Bounds | null = null
  /** What the bitmap shows of the shapes where they were. */
  let painted: (Bounds & { readonly scale: number }) | null = null

  /** The part of the shapes' own area that is in view now, grown by a share of the view. */
  const wanted = (of: CarriedShapes, at: TileView, around: number): Bounds | null => {
    if (bounds === null) return null
    const width = at.width / at.zoom
    const height = at.height / at.zoom
    const left = at.x - of.dx
    const top = at.y - of.dy
    const area = {
      minX: Math.max(bounds.minX, left - width * around),
      minY: Math.max(bounds.minY, top - height * around),
      maxX: Math.min(bounds.maxX, left + width * (1 + around)),
      maxY: Math.min(bounds.maxY, top + height * (1 + around)),
    }
    return area.minX < area.maxX && area.minY < area.maxY ? area : null
  }

  const repaint = (of: CarriedShapes, at: TileView): void => {
    const scale = at.zoom * at.pixelRatio
    const area = wanted(of, at, marginViews)
    if (area === null) return
    // Whole device pixels of the view it began in, so that it stands as crisp as what it was lifted from.
    const minX = (Math.floor((area.minX - at.x) * scale) + Math.round(at.x * scale)) / scale
    const minY = (Math.floor((area.minY - at.y) * scale) + Math.round(at.y * scale)) / scale
    const width = Math.ceil((area.maxX - minX) * scale) + 1
    const height = Math.ceil((area.maxY - minY) * scale) + 1
    surface.clear({ width, height, pixelRatio: at.pixelRatio })
    const { context } = surface
    context.setTransform(scale, 0, 0, scale, -minX * scale, -minY * scale)
    options.paint(context, of.shapes, scale)
    surface.handOver()
    painted = { ...area, minX, minY, scale }
    stale = false
  }

  return {
    set(next) {
      if (next?.shapes !== carried?.shapes) {
        stale = true
        const boxes = next?.shapes.flatMap((shape) => options.boundsOf(shape) ?? []) ?? []
        bounds = unionBounds(boxes)
      }
      carried = next
    },
    setView(next) {
      view = next
    },
    spoil() {
      stale = true
    },
    frame() {
      const area = carried === null || view === null ? null : wanted(carried, view, 0)
      if (area === null || carried === null || view === null) return null
      const isRight = !stale && painted?.scale === view.zoom * view.pixelRatio && boundsContain(painted, area)
      if (!isRight) repaint(carried, view)
      if (painted === null) return null
      return {
        x: (painted.minX + carried.dx - view.x) * view.zoom,
        y: (painted.minY + carried.dy - view.y) * view.zoom,
      }
    },
  }
}
