import type { Bounds } from '@flowstate/engine'
import { afterFirstMoment } from '../../lib/after-first-moment.ts'
import { createOverview, type OverviewPicture } from './overview.ts'
import type { PaintContext } from './paint-context.ts'
import { createSurface, layOut, show } from './picture-canvas.ts'
import { createQuietWork } from './quiet-work.ts'
import type { ReadyPicture } from './ready-picture.ts'
import type { Scene } from './scene.ts'
import type { TileView } from './tile-engine.ts'

/** Nothing is painted ahead before the view has rested so long, in ms. */
const restMs = 300
/** It is brought up to date when nothing has changed for so long: until then the parts that changed are painted when seen. */
const changeMs = 1_500

/** The picture of everything on the page: painted when there is time, seen stretched until tiles are there. */
export interface Backdrop {
  setView(view: TileView): void
  invalidate(areas: readonly Bounds[] | 'all'): void
  picture(): OverviewPicture | null
  readyAt(scale: number): ReadyPicture | null
  /** Lets the compositor show it where it belongs; null takes it away. */
  show(view: TileView | null): void
  destroy(): void
}

export function createBackdrop(options: {
  /** It lies directly below. */
  readonly canvas: HTMLCanvasElement
  paintArea(context: PaintContext, area: Bounds, scale: number): void
  readonly scene: Scene
}): Backdrop {
  const { canvas, scene } = options
  /** The canvas that is seen, and the next. */
  const sheets = new Set<HTMLCanvasElement>()
  let view: TileView | null = null
  const overview = createOverview({
    createSurface(width, height) {
      const surface = createSurface(width, height)
      layOut(surface.image, canvas)
      sheets.add(surface.image)
      return surface
    },
    paintArea: options.paintArea,
    contentBounds: scene.contentBounds,
    estimate: scene.estimate,
    view: () => view,
  })

  const work = (): boolean => {
    const more = overview.work()
    if (more) return true
    for (const sheet of sheets) {
      if (sheet === overview.picture()?.image) continue
      sheets.delete(sheet)
      sheet.remove()
    }
    return false
  }
  const quietWork = createQuietWork({
    work,
    now: () => performance.now(),
    after(ms, run) {
      const timer = setTimeout(run, ms)
      return () => clearTimeout(timer)
    },
    whenIdle: afterFirstMoment,
  })

  const placeOf = ({ area, scale }: OverviewPicture, at: TileView): string => {
    const left = (area.minX - at.x) * at.zoom
    const top = (area.minY - at.y) * at.zoom
    return `translate(${left}px, ${top}px) scale(${at.zoom / scale})`
  }

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
      // The first one waits only for the view to rest: others may never stop changing something.
      quietWork.plan(overview.picture() === null ? 0 : changeMs)
    },
    picture: overview.picture,
    readyAt: overview.readyAt,
    show(at) {
      const picture = overview.picture()
      for (const sheet of sheets) {
        const seen = at !== null && picture !== null && sheet === picture.image
        show(sheet, seen)
        if (seen) sheet.style.transform = placeOf(picture, at)
      }
    },
    destroy() {
      quietWork.cancel()
      for (const sheet of sheets) sheet.remove()
    },
  }
}
