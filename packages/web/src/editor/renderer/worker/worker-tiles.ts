import { type Bounds, canvasColour, type ShapeId } from '@flowstate/engine'
import { areasOfDifference } from '../areas-of-difference.ts'
import { createOverview, type Overview } from '../overview.ts'
import type { PaintContext } from '../paint-context.ts'
import { paintRegion } from '../paint-region.ts'
import { overviewStretchMax, stretchAt } from '../stretched-place.ts'
import { createTileEngine, type TilePaint, type TileView, viewArea } from '../tile-engine.ts'
import { type Tile, tileKey, tilePixels } from '../tile-layer.ts'
import { everyTile, grownView, overlapPixels, rangeAt } from '../tile-range.ts'
import type { TileSurface } from '../tile-surface.ts'
import type { WorkerScene } from './worker-scene.ts'

/** Surfaces kept for tiles to come. */
const spareMax = 48
/** Time a go may take before messages are looked at again, in ms. */
const budgetMs = 8
/** What is about to be seen of the picture of everything may be painted in a frame for so long, in ms. */
const catchUpMs = 6
const side = tilePixels + overlapPixels

export function offscreenSurface(
  width: number,
  height: number,
): TileSurface & { readonly image: OffscreenCanvas } {
  const image = new OffscreenCanvas(width, height)
  const context = image.getContext('2d', { alpha: false })
  if (context === null) throw new Error('This browser gives no 2D canvas to workers')
  return { context, image }
}

/** Tiles of one zoom. */
interface Sheet {
  readonly scale: number
  readonly tiles: Map<string, Tile>
}

/** The tiles of a worker, and the picture of everything for where there are none. */
export interface WorkerTiles {
  readonly overview: Overview
  setView(view: TileView): void
  /** Left out, as they are painted above. */
  hide(ids: ReadonlySet<ShapeId>): void
  invalidate(areas: readonly Bounds[] | 'all'): void
  /** Paints what is missing, or a part of it; nothing while the zoom moves. */
  paint(): TilePaint & { readonly hasPainted: boolean }
  /** Device pixels of the window that look different since it was asked last. */
  takeChanges(): readonly Bounds[] | 'all'
  /** Draws what there is where it is seen, on a context of device pixels of the window. */
  draw(context: PaintContext): void
}

export function createWorkerTiles(scene: WorkerScene): WorkerTiles {
  const nothing: ReadonlySet<ShapeId> = new Set()
  let hidden = nothing
  let view: TileView | null = null
  /** Tiles that are seen, and those of another zoom until they cover the view. */
  let front: Sheet | null = null
  let next: Sheet | null = null
  let changed = new Set<Tile>()
  let allChanged = true
  const spare: TileSurface[] = []

  const giveBack = ({ surface }: Tile): void => {
    if (spare.length < spareMax) spare.push(surface)
  }
  const drop = (sheet: Sheet | null): void => sheet?.tiles.forEach(giveBack)

  const paintWithout =
    (left: () => ReadonlySet<ShapeId>) =>
    (context: PaintContext, area: Bounds, scale: number): void =>
      paintRegion(context, area, { ...scene.paintOptions(scale), hidden: left() })

  const overview = createOverview({
    createSurface: offscreenSurface,
    paintArea: paintWithout(() => nothing),
    contentBounds: scene.contentBounds,
    estimate: scene.estimate,
    view: () => view,
  })
  const engine = createTileEngine({
    createSurface: () => spare.pop() ?? offscreenSurface(side, side),
    now: () => performance.now(),
    budgetMs,
    overlap: overlapPixels,
    paintArea: paintWithout(() => hidden),
    estimate: scene.estimate,
    hasBackdrop: () => overview.picture() !== null,
    // The picture of everything leaves nothing out.
    readyAt: (scale) => (hidden.size === 0 ? overview.readyAt(scale) : null),
    tileChanged(tile) {
      changed.add(tile)
      ;(next ?? front)?.tiles.set(tileKey(tile.column, tile.row), tile)
    },
    tileDropped(tile, scale) {
      const sheet = next ?? front
      if (sheet?.scale === scale) sheet.tiles.delete(tileKey(tile.column, tile.row))
      changed.delete(tile)
      giveBack(tile)
    },
    renewed(scale) {
      drop(next)
      next = { scale, tiles: new Map() }
    },
  })

  const covers = ({ scale, tiles }: Sheet, at: TileView): boolean =>
    everyTile(rangeAt(at, scale), (column, row) => tiles.get(tileKey(column, row))?.painted === true)

  const scaleOf = (at: TileView): number => at.zoom * at.pixelRatio
  const isExact = (at: TileView): boolean => front?.scale === scaleOf(at)

  const takeOver = (at: TileView): void => {
    if (next === null || (front !== null && !covers(next, at))) return
    drop(front)
    front = next
    next = null
    allChanged = true
  }

  const drawOverview = (context: PaintContext, at: TileView): void => {
    const { background } = scene.view().canvas
    const colour = typeof background === 'string' ? background : null
    context.fillStyle = canvasColour(colour, scene.paintOptions(1).theme)
    context.fillRect(0, 0, Math.ceil(at.width * at.pixelRatio), Math.ceil(at.height * at.pixelRatio))
    const picture = overview.picture()
    if (picture === null) return
    const { image, area, scale } = picture
    const { factor, left, top } = stretchAt(at, scale)
    const width = (area.maxX - area.minX) * scale * factor
    const height = (area.maxY - area.minY) * scale * factor
    context.drawImage(
      image,
      area.minX * scale * factor - left,
      area.minY * scale * factor - top,
      width,
      height,
    )
  }

  const drawSheet = (context: PaintContext, { scale, tiles }: Sheet, at: TileView): void => {
    const { factor, left, top } = stretchAt(at, scale)
    const width = at.width * at.pixelRatio
    const height = at.height * at.pixelRatio
    // What a tile shows of its neighbours to the right and below lies under them.
    const inOrder = [...tiles.values()].sort((a, b) => a.row - b.row || a.column - b.column)
    for (const { column, row, surface, painted } of inOrder) {
      const x = column * tilePixels * factor - left
      const y = row * tilePixels * factor - top
      const size = side * factor
      if (!painted || x >= width || y >= height || x + size <= 0 || y + size <= 0) continue
      if (factor === 1) context.drawImage(surface.image, x, y)
      else context.drawImage(surface.image, x, y, size, size)
    }
  }

  return {
    overview,
    setView(at) {
      view = at
      overview.invalidate([])
      engine.setView(grownView(at), performance.now())
      allChanged = true
    },
    hide(ids) {
      engine.invalidate(areasOfDifference(hidden, ids, scene))
      hidden = ids
    },
    invalidate(areas) {
      // The tiles there are stay seen until others cover the view.
      if (areas === 'all') engine.forget()
      else engine.invalidate(areas)
      overview.invalidate(areas)
    },
    paint() {
      const painted = engine.paint(performance.now())
      const hasPainted = changed.size > 0
      if (view !== null) takeOver(view)
      const untilMs = performance.now() + catchUpMs
      if (view !== null && !isExact(view)) overview.catchUp(viewArea(view), () => performance.now() < untilMs)
      return { ...painted, hasPainted }
    },
    takeChanges() {
      const taken = changed
      const isAll = allChanged
      changed = new Set()
      allChanged = false
      if (view === null || isAll || front === null || !isExact(view)) return 'all'
      const { left, top } = stretchAt(view, front.scale)
      return [...taken].map(({ column, row }) => {
        const minX = column * tilePixels - left
        const minY = row * tilePixels - top
        return { minX, minY, maxX: minX + side, maxY: minY + side }
      })
    },
    draw(context) {
      if (view === null) return
      const picture = overview.picture()
      // Far out the picture of everything is as sharp as the eye can tell, and large tiles made very small would flicker.
      const isSharp = picture !== null && !isExact(view) && scaleOf(view) < picture.scale * overviewStretchMax
      const isFar = isSharp && hidden.size === 0 && overview.isCurrent(viewArea(view))
      if (isFar || front === null || !covers(front, view)) drawOverview(context, view)
      if (!isFar && front !== null) drawSheet(context, front, view)
    },
  }
}
