import type { Bounds } from '@flowstate/engine'
import { afterFirstMoment } from '../../lib/after-first-moment.ts'
import type { Backdrop } from './backdrop.ts'
import type { PaintContext } from './paint-context.ts'
import type { ReadyPicture } from './ready-picture.ts'
import type { Scene } from './scene.ts'
import type { TileEngine, TilePlacement, TileView } from './tile-engine.ts'
import { tilePixels } from './tile-layer.ts'

/** Stretched less than this, the overview is shown alone while the zoom moves. */
const overviewStretchMax = 1.7

/** Shows tiles on the screen: drawn where they are, or the last picture stretched by the compositor while they are painted. */
export interface TileScreen {
  setView(view: TileView): void
  invalidate(areas: readonly Bounds[] | 'all'): void
  /** The canvas was resized and is empty now. */
  forgetPicture(): void
  hasBackdrop(): boolean
  /** What has been painted ahead at exactly a scale. */
  readyAt(scale: number): ReadyPicture | null
  /** @returns whether another frame is needed */
  frame(nowMs: number): boolean
  /** Draws on the canvas, in device pixels; called through `draw`. */
  paint(context: CanvasRenderingContext2D): void
  destroy(): void
}

export function createTileScreen(options: {
  readonly engine: TileEngine
  readonly canvas: HTMLCanvasElement
  draw(): void
  colour(): string
  /** Paints an area for the picture of everything. */
  paintArea(context: PaintContext, area: Bounds, scale: number): void
  readonly scene: Scene
}): TileScreen {
  const { engine, canvas, scene, paintArea } = options
  canvas.style.transformOrigin = '0 0'
  let backdrop: Backdrop | null = null
  let view: TileView | null = null
  /** The view whose picture is on the canvas. */
  let shown: TileView | null = null
  let stretched = false
  let viewMoved = true
  let damage: readonly Bounds[] | 'all' = 'all'
  let destroyed = false

  const cancelLate = afterFirstMoment(() => {
    void import('./backdrop.ts')
      .then(({ createBackdrop }) => {
        if (destroyed) return
        backdrop = createBackdrop({ canvas, paintArea, scene })
        if (view !== null) backdrop.setView(view)
        backdrop.invalidate('all')
      })
      // Tiles are painted at once where there is nothing to show meanwhile.
      .catch(() => undefined)
  })

  const unstretch = (): void => {
    if (!stretched) return
    stretched = false
    canvas.style.transform = ''
    canvas.style.visibility = ''
    backdrop?.show(null)
  }

  /** Lets the compositor move and scale the pictures there are; not a pixel is painted. */
  const stretch = (to: TileView, from: TileView): void => {
    stretched = true
    const factor = to.zoom / from.zoom
    const x = (from.x - to.x) * to.zoom
    const y = (from.y - to.y) * to.zoom
    canvas.style.transform = `translate(${x}px, ${y}px) scale(${factor})`
    const picture = backdrop?.picture() ?? null
    const covered =
      x <= 0 && y <= 0 && x + from.width * factor >= to.width && y + from.height * factor >= to.height
    // Far out the overview is as sharp as the eye can tell, and a large picture made very small would flicker.
    const far = picture !== null && to.zoom * to.pixelRatio < picture.scale * overviewStretchMax
    canvas.style.visibility = far ? 'hidden' : ''
    backdrop?.show(far || !covered ? to : null)
  }

  const drawBackdrop = (context: CanvasRenderingContext2D, at: TileView): void => {
    context.fillStyle = options.colour()
    context.fillRect(0, 0, context.canvas.width, context.canvas.height)
    const picture = backdrop?.picture() ?? null
    if (picture === null) return
    const scale = at.zoom * at.pixelRatio
    const { minX, minY, maxX, maxY } = picture.area
    context.drawImage(
      picture.image,
      (minX - at.x) * scale,
      (minY - at.y) * scale,
      (maxX - minX) * scale,
      (maxY - minY) * scale,
    )
  }

  const drawPatch = (context: CanvasRenderingContext2D, tile: TilePlacement, patch: Bounds): void => {
    const x = Math.max(tile.x, Math.floor(patch.minX))
    const y = Math.max(tile.y, Math.floor(patch.minY))
    const width = Math.min(tile.x + tilePixels, Math.ceil(patch.maxX)) - x
    const height = Math.min(tile.y + tilePixels, Math.ceil(patch.maxY)) - y
    if (width <= 0 || height <= 0) return
    context.drawImage(tile.image, x - tile.x, y - tile.y, width, height, x, y, width, height)
  }

  let complete = false
  return {
    setView(next) {
      view = next
      viewMoved = true
      backdrop?.setView(next)
    },
    invalidate: (areas) => backdrop?.invalidate(areas),
    forgetPicture() {
      shown = null
      damage = 'all'
    },
    hasBackdrop: () => backdrop !== null && backdrop.picture() !== null,
    readyAt: (scale) => backdrop?.readyAt(scale) ?? null,
    frame(nowMs) {
      const painted = engine.paint(nowMs)
      if (view === null) return painted.more
      const sameZoom = shown !== null && shown.zoom === view.zoom && shown.pixelRatio === view.pixelRatio
      if (!painted.complete && shown !== null && !sameZoom) {
        stretch(view, shown)
        return painted.more
      }
      // What is incomplete without having moved has been painted before: the old picture stays until the new one is whole.
      if (!painted.complete && !viewMoved && shown !== null) return painted.more
      complete = painted.complete
      damage = stretched || viewMoved || !complete ? 'all' : engine.takeDamage()
      if (damage === 'all') engine.takeDamage()
      if (damage === 'all' || damage.length > 0) options.draw()
      unstretch()
      shown = view
      viewMoved = !complete
      return painted.more
    },
    paint(context) {
      if (view === null) return
      context.setTransform(1, 0, 0, 1, 0, 0)
      if (!complete) drawBackdrop(context, view)
      for (const tile of engine.placements()) {
        if (damage === 'all') context.drawImage(tile.image, tile.x, tile.y)
        else for (const patch of damage) drawPatch(context, tile, patch)
      }
    },
    destroy() {
      destroyed = true
      cancelLate()
      backdrop?.destroy()
    },
  }
}
