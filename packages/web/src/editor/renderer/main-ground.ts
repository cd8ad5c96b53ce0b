import { type Bounds, canvasColour, type ShapeId, type Theme } from '@flowstate/engine'
import type { Layer } from 'konva/lib/Layer.js'
import { areasOfDifference } from './areas-of-difference.ts'
import type { Ground } from './ground.ts'
import type { PaintContext, PaintOptions } from './paint-context.ts'
import { paintRegion } from './paint-region.ts'
import { createSurface } from './picture-canvas.ts'
import type { Scene } from './scene.ts'
import { createTileEngine } from './tile-engine.ts'
import { tilePixels } from './tile-layer.ts'
import { createTileScreen, type TileScreen } from './tile-screen.ts'

/** Time a frame may spend on tiles that come into view, in ms: leaves room for everything else in 16. */
const tileBudgetMs = 6

/** Paints tiles on this thread and draws them on a layer. */
export function createMainGround(options: {
  readonly layer: Layer
  readonly scene: Scene
  readonly theme: Theme
  paintOptions(scale: number): PaintOptions
}): Ground & Pick<TileScreen, 'paint'> {
  const { scene, layer } = options
  let { theme } = options
  const nothing: ReadonlySet<ShapeId> = new Set()
  let hidden = nothing
  let stale = true

  const paintWithout =
    (left: () => ReadonlySet<ShapeId>) =>
    (context: PaintContext, area: Bounds, scale: number): void =>
      paintRegion(context, area, { ...options.paintOptions(scale), scene, hidden: left() })
  const engine = createTileEngine({
    createSurface: () => createSurface(tilePixels, tilePixels),
    now: () => performance.now(),
    budgetMs: tileBudgetMs,
    paintArea: paintWithout(() => hidden),
    estimate: scene.estimate,
    hasBackdrop: () => screen.hasBackdrop(),
    // The picture of everything leaves nothing out.
    readyAt: (scale) => (hidden.size === 0 ? screen.readyAt(scale) : null),
  })
  const screen = createTileScreen({
    engine,
    canvas: layer.getNativeCanvasElement(),
    draw: () => layer.draw(),
    colour: () => canvasColour(null, theme),
    paintArea: paintWithout(() => nothing),
    scene,
  })

  const spoil = (areas: readonly Bounds[] | 'all'): void => {
    if (areas !== 'all' && areas.length === 0) return
    engine.invalidate(areas)
    screen.invalidate(areas)
    stale = true
  }

  return {
    paint: screen.paint,
    setView(view, resized) {
      if (resized) screen.forgetPicture()
      engine.setView(view, performance.now())
      screen.setView(view)
      stale = true
    },
    setTheme(next) {
      theme = next
      spoil('all')
    },
    update: (_, areas) => spoil(areas),
    invalidate: spoil,
    setLifted(next) {
      if (hidden === next.hidden) return
      engine.invalidate(areasOfDifference(hidden, next.hidden, scene))
      hidden = next.hidden
      stale = true
    },
    frame(nowMs) {
      if (stale) stale = screen.frame(nowMs)
      return stale
    },
    isSettled: () => !stale,
    destroy: screen.destroy,
  }
}
