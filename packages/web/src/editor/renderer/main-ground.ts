import { type Bounds, boundsIntersect, type ShapeId } from '@flowstate/engine'
import { afterFirstMoment } from '../../lib/after-first-moment.ts'
import { areasOfDifference } from './areas-of-difference.ts'
import type { Backdrop } from './backdrop.ts'
import { type BitmapSurface, canvasOf, createBitmapSurface } from './bitmap-surface.ts'
import type { Ground } from './ground.ts'
import type { PaintContext, PaintOptions } from './paint-context.ts'
import { paintRegion } from './paint-region.ts'
import type { Scene } from './scene.ts'
import { createTileBoard, type LaidOverview } from './tile-board.ts'
import { createTileEngine, type TileView, viewArea } from './tile-engine.ts'
import { type Tile, tilePixels } from './tile-layer.ts'
import { overlapPixels } from './tile-range.ts'
import type { LaidTile } from './tile-sheet.ts'
import { createViewPicture } from './view-picture.ts'

/** Time a frame may spend on tiles that come into view, in ms: leaves room for everything else in 16. */
const tileBudgetMs = 6
/** So long nothing is painted after the picture of the view, in ms: whoever has waited for it begins to do something. */
const restMs = 250
/** So many shapes are painted in a go where something else can be seen meanwhile. */
const shapesAtOnce = 1_000
/** Between two surfaces that are emptied, in ms: each takes about one. */
const emptyEveryMs = 30
/** Surfaces kept for tiles to come. */
const spareMax = 24
const side = tilePixels + overlapPixels

/** Paints tiles on this thread; the compositor moves them. */
export function createMainGround(options: {
  /** It comes to lie directly under this. */
  readonly above: Element
  readonly scene: Scene
  paintOptions(scale: number): PaintOptions
}): Omit<Ground, 'setMarks'> {
  const { scene } = options
  const nothing: ReadonlySet<ShapeId> = new Set()
  let hidden = nothing
  let view: TileView | null = null
  let stale = true
  /** Nothing that has been painted is good any more. */
  let isNew = true
  /** What is seen: the picture of the view, the same while tiles are on their way to take its place, or tiles. */
  let stage: 'picture' | 'following' | 'tiles' = 'tiles'
  let followAtMs: number | null = null
  let backdrop: Backdrop | null = null
  /** The picture of everything. */
  let overview: LaidOverview | null = null
  /** Tiles that look different from what the board shows. */
  const changed = new Set<Tile>()
  const owners = new WeakMap<HTMLCanvasElement, BitmapSurface>()
  const spare: BitmapSurface[] = []
  /** Nobody sees them any more; giving their memory back takes a millisecond each, which a first picture is not kept waiting for. */
  const released: BitmapSurface[] = []
  let isEmptying = false

  const board = createTileBoard((canvas) => {
    const surface = owners.get(canvas)
    if (surface === undefined) return
    released.push(surface)
    if (!isEmptying) setTimeout(emptyNext, emptyEveryMs)
    isEmptying = true
  })
  const empty = (): void => {
    const surface = released.pop()
    surface?.clear(side, side)
    if (surface !== undefined && spare.length < spareMax) spare.push(surface)
  }
  const emptyNext = (): void => {
    empty()
    isEmptying = released.length > 0
    if (isEmptying) setTimeout(emptyNext, emptyEveryMs)
  }
  options.above.before(board.element)

  const newSurface = (): BitmapSurface => {
    if (spare.length === 0) empty()
    const kept = spare.pop()
    if (kept !== undefined) return kept
    const surface = createBitmapSurface()
    surface.clear(side, side)
    owners.set(surface.image, surface)
    return surface
  }

  const paintWithout =
    (left: () => ReadonlySet<ShapeId>) =>
    (context: PaintContext, area: Bounds, scale: number): void =>
      paintRegion(context, area, { ...options.paintOptions(scale), scene, hidden: left() })
  const engine = createTileEngine({
    createSurface: newSurface,
    now: () => performance.now(),
    budgetMs: tileBudgetMs,
    overlap: overlapPixels,
    paintArea: paintWithout(() => hidden),
    estimate: scene.estimate,
    hasBackdrop: () => stage !== 'tiles' || (backdrop?.isPainted() ?? false),
    isSeen: () => stage !== 'tiles',
    // The picture of everything leaves nothing out.
    readyAt: (scale) => (hidden.size === 0 ? (backdrop?.readyAt(scale) ?? null) : null),
    tileChanged: (tile) => changed.add(tile),
    tileDropped(tile, scale) {
      changed.delete(tile)
      board.takeOff(scale, tile.column, tile.row)
    },
    renewed(scale) {
      changed.clear()
      board.renew(scale)
    },
  })

  /** An empty canvas is waiting for what is on it, or for somebody to begin. */
  const isEmpty = (): boolean => scene.view().size === 0
  const viewPicture = createViewPicture(paintWithout(() => hidden))
  /** Very many shapes are painted in pieces, if there is anything to see meanwhile. */
  const isQuick = (at: TileView): boolean =>
    backdrop?.isPainted() !== true || scene.estimate(viewArea(at)) <= shapesAtOnce
  /** What is seen is in the picture of the view, and tiles take its place one after the other. */
  const beginWithView = (at: TileView): void => {
    isNew = false
    // An empty canvas that is moved has rested before: it may be moved for long.
    if (stage !== 'picture' || !isEmpty()) followAtMs = null
    stage = 'picture'
    changed.clear()
    engine.forget()
    board.clear()
    board.setOverview(viewPicture.paint(at))
    board.place('stretched')
  }
  /** Tiles take over: those that are missing are painted in the next frame. */
  const endPicture = (): void => {
    if (stage !== 'tiles') board.setOverview(overview)
    stage = 'tiles'
    if (isEmpty()) viewPicture.end()
    else viewPicture.forget()
  }
  const endIfSeen = (areas: readonly Bounds[]): void => {
    if (view === null) return
    const seen = viewArea(view)
    if (areas.some((area) => boundsIntersect(area, seen))) endPicture()
  }

  /** What may be seen stretched shows everything as it is now: the picture of the view does, that of everything may not. */
  const roleOf = (at: TileView): 'stretched' | 'below' =>
    stage !== 'tiles' || (hidden.size === 0 && backdrop?.isCurrent(viewArea(at)) === true)
      ? 'stretched'
      : 'below'

  const lay = (painted: LaidOverview | null): void => {
    overview = painted
    if (stage !== 'tiles') return
    board.setOverview(painted)
    if (view !== null) board.place(isPaintedAhead(view) ? 'alone' : roleOf(view))
  }

  const cancelLate = afterFirstMoment(() => {
    void import('./backdrop.ts')
      .then(({ createBackdrop }) => {
        if (!board.element.isConnected) return
        backdrop = createBackdrop({ paintArea: paintWithout(() => nothing), scene, lay })
        if (view !== null) backdrop.setView(view)
        backdrop.invalidate('all')
      })
      // Tiles are painted at once where there is nothing to show meanwhile.
      .catch(() => undefined)
  })

  /** The painted of the tiles that have changed, which are up to date on the board with this. */
  const takeChanged = (): readonly LaidTile[] => {
    const tiles: LaidTile[] = []
    for (const tile of changed) {
      if (!tile.painted) continue
      tiles.push({ column: tile.column, row: tile.row, canvas: canvasOf(tile.surface.image) })
      changed.delete(tile)
    }
    return tiles
  }

  /** Around everything there is nothing but the colour of the page. */
  const isPlain = (): boolean => {
    const { grid = 'none', background = 'white' } = scene.view().canvas
    return grid === 'none' && background === 'white'
  }

  /** Everything that is seen is in the picture of everything, at this very scale and up to date. */
  const isPaintedAhead = (at: TileView): boolean => {
    if (hidden.size > 0 || !isPlain()) return false
    return backdrop?.readyAt(at.zoom * at.pixelRatio)?.dirtyWithin(viewArea(at)).length === 0
  }

  const spoil = (areas: readonly Bounds[] | 'all'): void => {
    if (areas === 'all') isNew = true
    else if (areas.length === 0) return
    else {
      endIfSeen(areas)
      if (stage === 'tiles' && !isEmpty()) viewPicture.forget()
    }
    engine.invalidate(areas)
    backdrop?.invalidate(areas)
    stale = true
  }

  return {
    setView(next) {
      if (stage === 'picture' && isEmpty()) isNew ||= !viewPicture.shows(next)
      else if (!isNew && stage !== 'tiles' && !viewPicture.shows(next)) {
        endPicture()
        // The few tiles there are would be stretched, with nothing around them.
        if (view?.zoom !== next.zoom) {
          engine.forget()
          board.clear()
        }
      }
      view = next
      engine.setView(next, performance.now())
      board.setView(next)
      backdrop?.setView(next)
      stale = true
    },
    setTheme: () => spoil('all'),
    update: (_, areas) => spoil(areas),
    invalidate: spoil,
    setLifted(next) {
      if (hidden === next.hidden) return
      const areas = areasOfDifference(hidden, next.hidden, scene)
      endIfSeen(areas)
      engine.invalidate(areas)
      hidden = next.hidden
      stale = true
    },
    frame(nowMs) {
      if (!stale || view === null) return stale
      if (isPaintedAhead(view)) {
        endPicture()
        board.place('alone')
        stale = false
        return false
      }
      if (isNew && isQuick(view)) {
        beginWithView(view)
        return true
      }
      if (isNew) endPicture()
      isNew = false
      if (stage !== 'tiles') {
        backdrop?.wait()
        followAtMs ??= nowMs + restMs
        if (isEmpty()) viewPicture.prepare(view)
        if (nowMs < followAtMs) return true
        stage = 'following'
        scene.settle()
      }
      stale = engine.paint(nowMs).more
      board.put(view.zoom * view.pixelRatio, takeChanged())
      if (stage === 'following' && !stale) endPicture()
      if (!stale && isEmpty()) viewPicture.prepare(view)
      if (board.isStretched()) backdrop?.catchUp(viewArea(view))
      board.place(roleOf(view))
      return stale
    },
    isSettled: () => !stale || stage !== 'tiles',
    destroy() {
      cancelLate()
      backdrop?.destroy()
      board.element.remove()
    },
  }
}
