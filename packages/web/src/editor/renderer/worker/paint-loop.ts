import { areasOfImages } from '../../images/areas-of-images.ts'
import type { TileView } from '../tile-engine.ts'
import type { FromWorker, GroundNews } from './ground-messages.ts'
import type { WindowPicture } from './window-picture.ts'
import type { WorkerPictures } from './worker-pictures.ts'
import type { WorkerScene } from './worker-scene.ts'
import type { WorkerTiles } from './worker-tiles.ts'

/** While the zoom moves there is nothing to paint, only to see whether it has come to rest. */
const zoomLookMs = 16
/** What is painted is on the screen so long after it, in ms; while more comes, nobody has to know. */
const shownMs = 32
/** The same while the page waits for it: a frame that has been committed is there. */
const unseenMs = 17
/** The overview is brought up to date when nothing has come for a while; the first one is painted at once. */
const overviewDelayMs = 1_500

/** Paints in goes, between which it listens, and tells the page when it is done. */
export interface PaintLoop {
  take(news: GroundNews): void
  /** Fonts have arrived. */
  readAnew(): void
  /** Says that it is alive. */
  answer(): void
  /** The page shows what is painted here from now on. */
  seen(): void
}

export function createPaintLoop(parts: {
  readonly scene: WorkerScene
  readonly tiles: WorkerTiles
  readonly window: WindowPicture
  readonly pictures: WorkerPictures
  post(message: FromWorker): void
}): PaintLoop {
  const { scene, tiles, window, pictures, post } = parts
  const turn = new MessageChannel()
  let due = false
  let lookTimer: ReturnType<typeof setTimeout> | undefined
  let shownTimer: ReturnType<typeof setTimeout> | undefined
  let overviewTimer: ReturnType<typeof setTimeout> | undefined
  let view: TileView | null = null
  /** What has been taken, and what the page knows to be shown. */
  let takenSeq = 0
  let shownSeq = 0
  let isOverviewOld = true
  /** What has come is not seen without the tiles being painted. */
  let mustPaint = false
  /** The page shows what is painted here. */
  let isSeen = false

  const paintSoon = (): void => {
    clearTimeout(lookTimer)
    if (due) return
    due = true
    turn.port2.postMessage(null)
  }

  const spoilOverview = (): void => {
    clearTimeout(overviewTimer)
    isOverviewOld = true
  }

  const workOnOverview = (): void => {
    if (tiles.overview.work()) {
      overviewTimer = setTimeout(workOnOverview, 0)
      return
    }
    isOverviewOld = false
  }

  const answer = (): void => post({ kind: 'shown', seq: shownSeq })
  const tellShown = (seq: number): void => {
    clearTimeout(shownTimer)
    if (seq === shownSeq) return
    // Until the page lets this be seen it waits for an answer, but for none with pictures missing.
    shownTimer = setTimeout(
      () => {
        if (!isSeen && pictures.isLoading()) tellShown(seq)
        else {
          shownSeq = seq
          answer()
        }
      },
      isSeen ? shownMs : unseenMs,
    )
  }

  const go = (): void => {
    due = false
    if (view === null) return
    // A picture that is about to be there is not painted as missing, and what is painted already is shown meanwhile.
    if (pictures.isWarming() && !mustPaint) {
      window.draw()
      return
    }
    mustPaint = false
    const { more, complete, hasPainted } = tiles.paint()
    window.draw()
    if (complete) tellShown(takenSeq)
    if (more) {
      if (hasPainted) paintSoon()
      else lookTimer = setTimeout(paintSoon, zoomLookMs)
    } else if (isOverviewOld) {
      clearTimeout(overviewTimer)
      overviewTimer = setTimeout(workOnOverview, tiles.overview.isPainted() ? overviewDelayMs : 0)
    }
  }
  turn.port1.onmessage = go

  const takeView = (next: TileView): void => {
    if (next.width !== view?.width || next.height !== view.height || next.pixelRatio !== view.pixelRatio)
      spoilOverview()
    view = next
    tiles.setView(next)
    window.setView(next)
  }

  const spoil = (areas: ReturnType<WorkerScene['take']>): void => {
    tiles.invalidate(areas)
    window.spoil(areas)
    spoilOverview()
    paintSoon()
  }

  pictures.cache.subscribe((assetId) =>
    spoil(areasOfImages(scene.view().shapes(), scene, new Set([assetId]))),
  )
  pictures.whenWarmed(paintSoon)

  return {
    take({ seq, shapes, theme, lifted, marks, view: nextView }) {
      takenSeq = seq
      if (isSeen) clearTimeout(shownTimer)
      mustPaint ||= shapes !== undefined || lifted !== undefined
      if (shapes !== undefined) spoil(scene.take(shapes))
      if (theme !== undefined) {
        scene.setTheme(theme)
        spoil('all')
      }
      if (lifted !== undefined) window.setLifted(lifted)
      if (marks !== undefined) window.setMarks(marks)
      if (nextView !== undefined) takeView(nextView)
      paintSoon()
    },
    readAnew() {
      scene.readAnew()
      spoil('all')
    },
    answer,
    seen() {
      isSeen = true
    },
  }
}
