import type { Bounds } from '@flowstate/engine'
import { createPageQuietWork } from '../../lib/quiet-work.ts'
import { canvasOf, createBitmapSurface } from './bitmap-surface.ts'
import { createOverview } from './overview.ts'
import type { PaintContext } from './paint-context.ts'
import type { ReadyPicture } from './ready-picture.ts'
import type { Scene } from './scene.ts'
import type { LaidOverview } from './tile-board.ts'
import type { TileView } from './tile-engine.ts'

/** Nothing is painted ahead before the view has rested so long, in ms. */
const restMs = 300
/** It is brought up to date when nothing has changed for so long: until then the parts that changed are painted when seen. */
const changeMs = 500

/** What is about to be seen of it may be painted in a frame for so long, in ms. */
const catchUpMs = 4

/** The picture of everything on the page: painted when there is time, seen stretched until tiles are there. */
export interface Backdrop {
  setView(view: TileView): void
  invalidate(areas: readonly Bounds[] | 'all'): void
  /** What is seen is being painted: that comes first. */
  wait(): void
  isPainted(): boolean
  /** Whether an area is shown as it is now. */
  isCurrent(area: Bounds): boolean
  /** An area is about to be seen: it is brought up to date, if there is time for it in a frame. */
  catchUp(area: Bounds): void
  readyAt(scale: number): ReadyPicture | null
  destroy(): void
}

export function createBackdrop(options: {
  paintArea(context: PaintContext, area: Bounds, scale: number): void
  readonly scene: Scene
  /** Puts it where it is seen. */
  lay(overview: LaidOverview | null): void
}): Backdrop {
  const { scene } = options
  let view: TileView | null = null
  const overview = createOverview({
    createSurface(width, height) {
      const surface = createBitmapSurface()
      surface.clear(width, height)
      return surface
    },
    paintArea: options.paintArea,
    contentBounds: scene.contentBounds,
    estimate: scene.estimate,
    view: () => view,
  })

  /** What has been painted is not on the page yet. */
  let isAside = false
  const lay = (): void => {
    isAside = false
    const picture = overview.picture()
    options.lay(picture === null ? null : { ...picture, canvas: canvasOf(picture.image) })
  }
  const work = (): boolean => {
    isAside = true
    if (overview.work()) return true
    lay()
    return false
  }
  const quietWork = createPageQuietWork(work)

  return {
    setView(next) {
      const resized =
        next.width !== view?.width || next.height !== view.height || next.pixelRatio !== view.pixelRatio
      view = next
      quietWork.disturb(restMs)
      if (!resized) return
      overview.invalidate([])
      quietWork.plan(restMs)
    },
    invalidate(areas) {
      overview.invalidate(areas)
      // A canvas that has just opened is likely to be moved next. Else the first one waits only for the view to rest: others may
      // never stop changing something.
      if (areas === 'all') quietWork.plan(restMs)
      else quietWork.plan(overview.isPainted() ? changeMs : 0)
    },
    wait: () => quietWork.disturb(restMs),
    isPainted: overview.isPainted,
    isCurrent: overview.isCurrent,
    catchUp(area) {
      const untilMs = performance.now() + catchUpMs
      isAside = overview.catchUp(area, () => performance.now() < untilMs) || isAside
      if (isAside && overview.isCurrent(area)) lay()
    },
    readyAt: overview.readyAt,
    destroy: quietWork.cancel,
  }
}
