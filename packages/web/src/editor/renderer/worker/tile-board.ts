import { show } from '../picture-canvas.ts'
import type { TileView } from '../tile-engine.ts'
import type { PaintedOverview, PaintedTile } from './ground-messages.ts'
import { stretchedPlace } from './stretched-place.ts'
import { isInRange, type TileRange } from './tile-range.ts'
import { createShownBitmap, createTileSheet, type ShownBitmap, type TileSheet } from './tile-sheet.ts'

/** Stretched less than this, the overview is shown alone while the zoom moves. */
const overviewStretchMax = 1.7
/** Canvases kept for tiles to come. */
const spareMax = 48

/** The tiles a worker has painted, on the page. Everything here happens between two frames, and is seen at once. */
export interface TileBoard {
  readonly element: HTMLDivElement
  setView(view: TileView, keep: TileRange): void
  put(scale: number, tiles: readonly PaintedTile[]): void
  setOverview(overview: PaintedOverview | null): void
  /** Moves and stretches what there is to where it belongs now, and changes to newer tiles if they cover the view. */
  place(): void
  show(): void
  isShown(): boolean
  /** Tiles of the exact zoom cover the view. */
  isComplete(): boolean
}

export function createTileBoard(): TileBoard {
  const element = document.createElement('div')
  element.dataset.ground = 'worker'
  element.style.position = 'absolute'
  element.style.inset = '0'
  element.style.overflow = 'hidden'
  element.style.visibility = 'hidden'
  const spare: ShownBitmap[] = []
  const overviewCanvas = createShownBitmap()
  show(overviewCanvas.canvas, false)
  element.append(overviewCanvas.canvas)
  let overview: Omit<PaintedOverview, 'image'> | null = null
  let view: TileView | null = null
  let keep: TileRange | null = null
  /** Tiles that are seen, and those of another zoom until they cover the view. */
  let front: TileSheet | null = null
  let next: TileSheet | null = null

  const drop = (sheet: TileSheet | null): void => {
    sheet?.remove()
    if (spare.length > spareMax) spare.length = spareMax
  }

  const sheetOf = (scale: number): TileSheet => {
    if (front?.scale === scale) {
      drop(next)
      next = null
      return front
    }
    if (next?.scale === scale) return next
    drop(next)
    next = createTileSheet(scale, view?.pixelRatio ?? 1, spare)
    show(next.element, false)
    element.append(next.element)
    return next
  }

  const placeOverview = (at: TileView): void => {
    const scale = at.zoom * at.pixelRatio
    const exact = front?.scale === scale
    // Far out the overview is as sharp as the eye can tell, and a large picture made very small would flicker.
    const far = overview !== null && !exact && scale < overview.scale * overviewStretchMax
    const seen = overview !== null && (far || front === null || !front.covers(at))
    if (front !== null) show(front.element, !far)
    show(overviewCanvas.canvas, seen)
    if (!seen || overview === null) return
    const originX = overview.area.minX * overview.scale
    const originY = overview.area.minY * overview.scale
    const { style, width, height } = overviewCanvas.canvas
    style.width = `${width / at.pixelRatio}px`
    style.height = `${height / at.pixelRatio}px`
    style.transform = stretchedPlace(at, { scale: overview.scale, originX, originY })
  }

  return {
    element,
    setView(nextView, nextKeep) {
      if (view !== null && view.pixelRatio !== nextView.pixelRatio) {
        drop(next)
        drop(front)
        next = null
        front = null
      }
      view = nextView
      keep = nextKeep
      if (front?.scale === keep.scale) front.prune(keep)
      if (next?.scale === keep.scale) next.prune(keep)
    },
    put(scale, tiles) {
      const sheet = tiles.length === 0 ? null : sheetOf(scale)
      for (const tile of tiles) {
        const kept = keep === null || keep.scale !== scale || isInRange(keep, tile.column, tile.row)
        if (kept) sheet?.put(tile)
        else tile.image.close()
      }
    },
    setOverview(painted) {
      overview = painted
      if (painted !== null) overviewCanvas.show(painted.image)
    },
    place() {
      if (view === null) return
      if (next?.covers(view) === true) {
        drop(front)
        front = next
        next = null
        show(front.element, true)
      }
      front?.place(view)
      placeOverview(view)
    },
    show() {
      element.style.visibility = ''
    },
    isShown: () => element.style.visibility === '',
    isComplete: () => view !== null && front?.scale === view.zoom * view.pixelRatio && front.covers(view),
  }
}
