import type { Bounds } from '@flowstate/engine'
import { layOut, show } from './picture-canvas.ts'
import { overviewStretchMax, stretchedPlace } from './stretched-place.ts'
import type { TileView } from './tile-engine.ts'
import type { TileRange } from './tile-range.ts'
import { createTileSheet, type LaidTile, type TileSheet } from './tile-sheet.ts'

/** A picture of everything, to be seen where there are no tiles. */
export interface LaidOverview {
  readonly canvas: HTMLCanvasElement
  readonly area: Bounds
  /** Device pixels per canvas unit. */
  readonly scale: number
}

/** Painted tiles on the page, whoever has painted them. What is put on it between two frames is seen at once. */
export interface TileBoard {
  readonly element: HTMLDivElement
  setView(view: TileView): void
  /** Takes off what is not worth keeping. */
  prune(keep: TileRange): void
  /** Tiles of a scale are painted from nothing: those of it that are there are seen until the new ones cover the view. */
  renew(scale: number): void
  put(scale: number, tiles: readonly LaidTile[]): void
  takeOff(scale: number, column: number, row: number): void
  /** The canvas a tile has. */
  at(scale: number, column: number, row: number): HTMLCanvasElement | undefined
  setOverview(overview: LaidOverview | null): void
  /** Takes all tiles off. */
  clear(): void
  /**
   * Moves and stretches what there is to where it belongs now, and changes to newer tiles if they cover the view.
   * @param alone the overview is all there is to see: no tile is needed
   */
  place(alone?: boolean): void
  show(): void
  isShown(): boolean
  /** Tiles of the exact zoom cover the view. */
  isComplete(): boolean
}

/**
 * @param by who paints the tiles
 * @param release gets canvases of tiles that are no longer seen
 */
export function createTileBoard(
  by: 'page' | 'worker',
  release: (canvas: HTMLCanvasElement) => void,
): TileBoard {
  const element = document.createElement('div')
  element.dataset.ground = by
  element.style.position = 'absolute'
  element.style.inset = '0'
  element.style.overflow = 'hidden'
  element.style.visibility = 'hidden'
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

  const placeOverview = (at: TileView, alone: boolean): void => {
    const scale = at.zoom * at.pixelRatio
    const exact = front?.scale === scale
    // Far out the overview is as sharp as the eye can tell, and a large picture made very small would flicker.
    const far = overview !== null && (alone || (!exact && scale < overview.scale * overviewStretchMax))
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
    prune(keep) {
      for (const sheet of [front, next]) if (sheet?.scale === keep.scale) sheet.prune(keep)
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
    at: (scale, column, row) => known(scale)?.at(column, row),
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
    place(alone = false) {
      if (view === null) return
      if (next !== null && (front === null || next.covers(view))) {
        front?.remove()
        front = next
        next = null
        show(front.element, true)
      }
      front?.place(view)
      placeOverview(view, alone)
    },
    show() {
      element.style.visibility = ''
    },
    isShown: () => element.style.visibility === '',
    isComplete: () =>
      view !== null && next === null && front?.scale === view.zoom * view.pixelRatio && front.covers(view),
  }
}
