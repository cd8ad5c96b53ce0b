import type { Bounds } from '@flowstate/engine'
import { layOut, show } from './picture-canvas.ts'
import { overviewStretchMax, stretchedPlace } from './stretched-place.ts'
import type { TileView } from './tile-engine.ts'
import { createTileSheet, type LaidTile, type TileSheet } from './tile-sheet.ts'

/** A picture of everything, to be seen where there are no tiles. */
export interface LaidOverview {
  readonly canvas: HTMLCanvasElement
  readonly area: Bounds
  /** Device pixels per canvas unit. */
  readonly scale: number
}

/** Painted tiles on the page. What is put on it between two frames is seen at once. */
export interface TileBoard {
  readonly element: HTMLDivElement
  setView(view: TileView): void
  /** Tiles of a scale are painted from nothing: those of it that are there are seen until the new ones cover the view. */
  renew(scale: number): void
  put(scale: number, tiles: readonly LaidTile[]): void
  takeOff(scale: number, column: number, row: number): void
  setOverview(overview: LaidOverview | null): void
  /** Takes all tiles off. */
  clear(): void
  /**
   * Moves and stretches what there is to where it belongs now, and changes to newer tiles if they cover the view.
   * @param overview whether it is all there is to see, so that no tile is needed; may be seen in the place of tiles while the
   *   zoom moves; or is out of date, and only fills what tiles leave open
   */
  place(overview: 'alone' | 'stretched' | 'below'): void
  /** There are no tiles of the exact zoom. */
  isStretched(): boolean
}

/** @param release gets canvases of tiles that are no longer seen */
export function createTileBoard(release: (canvas: HTMLCanvasElement) => void): TileBoard {
  const element = document.createElement('div')
  element.dataset.ground = 'page'
  element.style.position = 'absolute'
  element.style.inset = '0'
  element.style.overflow = 'hidden'
  let overview: LaidOverview | null = null
  let view: TileView | null = null
  /** Tiles that are seen, and those of another zoom until they cover the view. */
  let front: TileSheet | null = null
  let next: TileSheet | null = null

  const begin = (scale: number): TileSheet => {
    next?.remove()
    next = createTileSheet(scale, view?.pixelRatio ?? 1, release)
    show(next.element, false)
    element.append(next.element)
    return next
  }

  const clear = (): void => {
    next?.remove()
    front?.remove()
    next = null
    front = null
  }

  const known = (scale: number): TileSheet | null =>
    next?.scale === scale ? next : front?.scale === scale ? front : null

  const sheetOf = (scale: number): TileSheet => {
    const sheet = known(scale) ?? begin(scale)
    if (sheet === front) {
      next?.remove()
      next = null
    }
    return sheet
  }

  const placeOverview = (at: TileView, use: 'alone' | 'stretched' | 'below'): void => {
    const scale = at.zoom * at.pixelRatio
    const exact = front?.scale === scale
    // Far out the overview is as sharp as the eye can tell, and a large picture made very small would flicker.
    const isSharp = overview !== null && !exact && scale < overview.scale * overviewStretchMax
    const far = overview !== null && (use === 'alone' || (use === 'stretched' && isSharp))
    const seen = overview !== null && (far || front === null || !front.covers(at))
    if (front !== null) show(front.element, !far)
    if (overview === null) return
    show(overview.canvas, seen)
    if (!seen) return
    const originX = overview.area.minX * overview.scale
    const originY = overview.area.minY * overview.scale
    const { style, width, height } = overview.canvas
    style.width = `${width / at.pixelRatio}px`
    style.height = `${height / at.pixelRatio}px`
    style.transform = stretchedPlace(at, { scale: overview.scale, originX, originY })
  }

  return {
    element,
    clear,
    setView(nextView) {
      if (view !== null && view.pixelRatio !== nextView.pixelRatio) clear()
      view = nextView
    },
    renew: begin,
    put(scale, tiles) {
      if (tiles.length === 0) return
      const sheet = sheetOf(scale)
      for (const tile of tiles) sheet.put(tile)
    },
    takeOff(scale, column, row) {
      known(scale)?.takeOff(column, row)
    },
    setOverview(painted) {
      if (painted?.canvas !== overview?.canvas) {
        overview?.canvas.remove()
        if (painted !== null) {
          layOut(painted.canvas)
          element.prepend(painted.canvas)
        }
      }
      overview = painted
    },
    place(use) {
      if (view === null) return
      if (next !== null && (front === null || next.covers(view))) {
        front?.remove()
        front = next
        next = null
        show(front.element, true)
      }
      front?.place(view)
      placeOverview(view, use)
    },
    isStretched: () => view !== null && front?.scale !== view.zoom * view.pixelRatio,
  }
}
