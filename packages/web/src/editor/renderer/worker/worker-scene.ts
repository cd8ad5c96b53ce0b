import { type Bounds, createTextRuler, type ShapeId, type Theme } from '@flowstate/engine'
import { areasOfImages } from '../../images/areas-of-images.ts'
import { createTextMeasurer } from '../../measure-text.ts'
import { areasOfDifference } from '../areas-of-difference.ts'
import { createOverview } from '../overview.ts'
import type { PaintContext } from '../paint-context.ts'
import { paintRegion } from '../paint-region.ts'
import { createRoughRuler } from '../rough-ruler.ts'
import { createScene } from '../scene.ts'
import { createTileEngine, type TilePaint, type TilePlacement, type TileView } from '../tile-engine.ts'
import { tilePixels } from '../tile-layer.ts'
import { grownView, overlapPixels } from '../tile-range.ts'
import type { TileSurface } from '../tile-surface.ts'
import type { GroundNews } from './ground-messages.ts'
import { createShapeMirror } from './shape-mirror.ts'
import type { WorkerPictures } from './worker-pictures.ts'

/** Surfaces kept for tiles to come. */
const spareMax = 48
/** Time a go may take before messages are looked at again, in ms. */
const budgetMs = 10

export function offscreenSurface(
  width: number,
  height: number,
): TileSurface & { readonly image: OffscreenCanvas } {
  const image = new OffscreenCanvas(width, height)
  const context = image.getContext('2d', { alpha: false })
  if (context === null) throw new Error('This browser gives no 2D canvas to workers')
  return { context, image }
}

/** The scene as the worker has it, and its tiles. */
export interface WorkerScene {
  /** Overview of everything; its picture is an OffscreenCanvas. */
  readonly overview: ReturnType<typeof createOverview>
  take(news: GroundNews): void
  setTheme(theme: Theme): void
  /** Fonts have arrived: widths are others now. */
  forgetWidths(): void
  paint(): TilePaint
  /** Painted tiles of the exact zoom in and around the view. */
  placements(): readonly TilePlacement[]
  /** Whether a tile looks different since it was asked last. */
  takeChanged(): ReadonlySet<string>
}

export const tileKey = ({ column, row }: { readonly column: number; readonly row: number }): string =>
  `${column},${row}`

/** @param spoiled is called when there is something to paint though the page has sent nothing */
export function createWorkerScene(pictures: WorkerPictures, spoiled: () => void): WorkerScene {
  const mirror = createShapeMirror()
  const measurer = createTextMeasurer(new OffscreenCanvas(1, 1).getContext('2d'))
  const ruler = createTextRuler(measurer.measure)
  const roughRuler = createRoughRuler(measurer.measure)
  const scene = createScene(() => mirror.state, ruler, roughRuler)
  let theme: Theme = 'light'
  const nothing: ReadonlySet<ShapeId> = new Set()
  let hidden = nothing
  /** What is seen of the canvas, without what is painted around it. */
  let view: TileView | null = null
  let changed = new Set<string>()

  const paintWithout =
    (left: () => ReadonlySet<ShapeId>) =>
    (context: PaintContext, area: Bounds, scale: number): void =>
      paintRegion(context, area, {
        scene,
        lookup: scene.lookup,
        ruler,
        theme,
        scale,
        image: pictures.cache.picture,
        hidden: left(),
      })
  const side = tilePixels + overlapPixels
  /** Surfaces of tiles that are kept, and those for tiles to come. */
  const used = new Set<TileSurface>()
  const spare: TileSurface[] = []
  const giveBack = (surface: TileSurface): void => {
    used.delete(surface)
    if (spare.length < spareMax) spare.push(surface)
  }
  const engine = createTileEngine({
    createSurface() {
      const surface = spare.pop() ?? offscreenSurface(side, side)
      used.add(surface)
      return surface
    },
    now: () => performance.now(),
    budgetMs,
    overlap: overlapPixels,
    paintArea: paintWithout(() => hidden),
    estimate: scene.estimate,
    hasBackdrop: () => overview.picture() !== null,
    // The picture of everything leaves nothing out.
    readyAt: (scale) => (hidden.size === 0 ? overview.readyAt(scale) : null),
    tileChanged: (tile) => changed.add(tileKey(tile)),
    tileDropped: ({ surface }) => giveBack(surface),
    renewed: () => used.forEach(giveBack),
  })
  const overview = createOverview({
    createSurface: offscreenSurface,
    paintArea: paintWithout(() => nothing),
    contentBounds: scene.contentBounds,
    estimate: scene.estimate,
    view: () => view,
  })
  const spoil = (areas: readonly Bounds[] | 'all'): void => {
    engine.invalidate(areas)
    overview.invalidate(areas)
  }
  pictures.cache.subscribe((assetId) => {
    spoil(areasOfImages(mirror.state.shapes(), scene, new Set([assetId])))
    spoiled()
  })

  return {
    overview,
    take({ shapes, theme: nextTheme, hidden: nextHidden, look }) {
      if (shapes !== undefined) spoil(scene.update(mirror.take(shapes)))
      if (nextTheme !== undefined) this.setTheme(nextTheme)
      if (nextHidden !== undefined) {
        const next = new Set(nextHidden)
        engine.invalidate(areasOfDifference(hidden, next, scene))
        hidden = next
      }
      if (look === undefined) return
      view = look.view
      overview.invalidate([])
      engine.setView(grownView(view), performance.now())
    },
    setTheme(next) {
      theme = next
      spoil('all')
    },
    forgetWidths() {
      measurer.forget()
      ruler.reset()
      roughRuler.reset()
      scene.forgetWidths()
      spoil(scene.update('all'))
    },
    paint: () => engine.paint(performance.now()),
    placements: engine.placements,
    takeChanged() {
      const taken = changed
      changed = new Set()
      return taken
    },
  }
}
