import type { Bounds } from '@flowstate/engine'
import { createBitmapSurface } from './bitmap-surface.ts'
import type { PaintContext } from './paint-context.ts'
import type { LaidOverview } from './tile-board.ts'
import type { TileView } from './tile-engine.ts'

/** What is looked at in one picture: there sooner than the tiles that follow, of which there are more and with more around. */
export interface ViewPicture {
  /** Gets the memory for a view, once for each picture: a system may take as long to give it as the painting takes. */
  prepare(view: TileView): void
  paint(view: TileView): LaidOverview
  /** Whether it shows a view as it is. */
  shows(view: TileView): boolean
  /** It is not looked at any more. */
  end(): void
  /** The same, and it gives its memory back. */
  forget(): void
}

const scaleOf = (view: TileView): number => view.zoom * view.pixelRatio

const sizeOf = (view: TileView): { readonly width: number; readonly height: number } => ({
  width: Math.ceil(view.width * view.pixelRatio),
  height: Math.ceil(view.height * view.pixelRatio),
})

export function createViewPicture(
  paintArea: (context: PaintContext, area: Bounds, scale: number) => void,
): ViewPicture {
  const surface = createBitmapSurface()
  let shown: TileView | null = null
  /** There is memory for it. */
  let isKept = false
  /** There is memory to paint the next one in. */
  let isReady = false

  return {
    prepare(view) {
      if (isReady) return
      const { width, height } = sizeOf(view)
      surface.prepare(width, height)
      isReady = true
      isKept = true
    },
    paint(view) {
      const { width, height } = sizeOf(view)
      surface.renew(width, height)
      isReady = false
      isKept = true
      const scale = scaleOf(view)
      const left = Math.round(view.x * scale)
      const top = Math.round(view.y * scale)
      const area = {
        minX: left / scale,
        minY: top / scale,
        maxX: (left + width) / scale,
        maxY: (top + height) / scale,
      }
      const { context } = surface
      context.save()
      context.setTransform(scale, 0, 0, scale, -left, -top)
      paintArea(context, area, scale)
      context.restore()
      shown = view
      return { canvas: surface.image, area, scale }
    },
    shows: (view) =>
      shown !== null &&
      shown.x === view.x &&
      shown.y === view.y &&
      scaleOf(shown) === scaleOf(view) &&
      shown.width === view.width &&
      shown.height === view.height,
    end() {
      shown = null
    },
    forget() {
      shown = null
      if (!isKept) return
      isKept = false
      isReady = false
      surface.clear(1, 1)
    },
  }
}
