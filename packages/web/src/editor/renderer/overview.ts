import { type Bounds, boundsHeight, boundsWidth, expandBounds } from '@flowstate/engine'
import { cellPixels, createDirtyCells, type DirtyCells } from './dirty-cells.ts'
import { overviewScale } from './overview-scale.ts'
import type { PaintContext } from './paint-context.ts'
import type { ReadyPicture } from './ready-picture.ts'
import type { TileView } from './tile-engine.ts'
import type { TileSurface } from './tile-surface.ts'

/** Shapes that are painted in a go. */
const shapesPerPiece = 400
/** Fewer shapes than these are painted as quickly as they are cut out, and exactly. */
const cutShapesMin = 1_000
/** Space around what is on the canvas, so that it may grow a little. */
const margin = 0.04

export interface OverviewPicture {
  readonly image: CanvasImageSource
  readonly area: Bounds
  /** Device pixels per canvas unit. */
  readonly scale: number
}

/**
 * A picture of the whole canvas, to be seen stretched where nothing better is painted yet. It is painted at the very scale at
 * which the canvas is shown as a whole, if that takes no more memory than it may: the tiles of that scale are then cut out of it.
 */
export interface Overview {
  /** No areas at all: only what it is to look like may have changed, such as the size of the view. */
  invalidate(areas: readonly Bounds[] | 'all'): void
  /** Paints a piece of what is missing or out of date. @returns whether there is more to do */
  work(): boolean
  /** Whether everything has been painted once. */
  isPainted(): boolean
  /** Whether an area is shown as it is now. What lies around everything is. */
  isCurrent(area: Bounds): boolean
  /**
   * An area is about to be seen: brings it up to date, in pieces, if what is out of date is little enough to be waited for.
   * @param goesOn whether there is time for another piece
   * @returns whether anything has been painted
   */
  catchUp(area: Bounds, goesOn: () => boolean): boolean
  /** Null until everything has been painted once, and for an empty canvas. */
  picture(): OverviewPicture | null
  /** What can be shown as it is at a scale; null at another scale, for few shapes, and while there is more to do than to repaint parts. */
  readyAt(scale: number): ReadyPicture | null
}

interface Sheet {
  readonly surface: TileSurface
  readonly area: Bounds
  readonly scale: number
  /** The corner of the area, and its size, in whole device pixels of the scale. */
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
  readonly dirty: DirtyCells
  /** Cells that are painted in a go. */
  readonly cellsMax: number
  /** Whether it is quicker to cut a tile out of it than to paint the tile. */
  readonly isCut: boolean
}

export function createOverview(options: {
  createSurface(width: number, height: number): TileSurface
  /** Paints an area with all that is in it. */
  paintArea(context: PaintContext, area: Bounds, scale: number): void
  contentBounds(): Bounds | null
  estimate(area: Bounds): number
  view(): TileView | null
}): Overview {
  let sheet: Sheet | null = null
  /** The next one, while it is painted. */
  let next: Sheet | null = null
  let outdated = true
  /** The scale may be another by now. */
  let unsure = false

  const wantedScale = (content: Bounds): number => overviewScale(content, options.view())

  const newSheet = (): Sheet | null => {
    const content = options.contentBounds()
    if (content === null) return null
    const scale = wantedScale(content)
    const around = expandBounds(content, Math.max(boundsWidth(content), boundsHeight(content)) * margin + 40)
    const left = Math.floor(around.minX * scale)
    const top = Math.floor(around.minY * scale)
    const width = Math.ceil(around.maxX * scale) - left
    const height = Math.ceil(around.maxY * scale) - top
    const area = {
      minX: left / scale,
      minY: top / scale,
      maxX: (left + width) / scale,
      maxY: (top + height) / scale,
    }
    const surface = options.createSurface(width, height)
    const dirty = createDirtyCells(width, height)
    dirty.add({ minX: 0, minY: 0, maxX: width, maxY: height })
    const shapes = options.estimate(area)
    const shapesPerCell = (shapes * cellPixels ** 2) / (width * height)
    const cellsMax = Math.max(1, Math.round(shapesPerPiece / Math.max(0.1, shapesPerCell)))
    return { surface, area, scale, left, top, width, height, dirty, cellsMax, isCut: shapes >= cutShapesMin }
  }

  /** Canvas units of a box in pixels of the sheet, and back. */
  const areaOf = ({ left, top, scale }: Sheet, { minX, minY, maxX, maxY }: Bounds): Bounds => ({
    minX: (minX + left) / scale,
    minY: (minY + top) / scale,
    maxX: (maxX + left) / scale,
    maxY: (maxY + top) / scale,
  })
  const pixelsOf = ({ left, top, scale }: Sheet, { minX, minY, maxX, maxY }: Bounds): Bounds => ({
    minX: minX * scale - left,
    minY: minY * scale - top,
    maxX: maxX * scale - left,
    maxY: maxY * scale - top,
  })

  const paintBox = (on: Sheet, box: Bounds): void => {
    const { context } = on.surface
    context.save()
    context.setTransform(1, 0, 0, 1, 0, 0)
    context.beginPath()
    context.rect(box.minX, box.minY, boundsWidth(box), boundsHeight(box))
    context.clip()
    context.setTransform(on.scale, 0, 0, on.scale, -on.left, -on.top)
    options.paintArea(context, areaOf(on, box), on.scale)
    context.restore()
  }

  /** @returns whether nothing is left to paint */
  const paintPiece = (on: Sheet): boolean => {
    const box = on.dirty.take(on.cellsMax)
    if (box !== null) paintBox(on, box)
    return on.dirty.isEmpty()
  }

  const lookAgain = (): void => {
    unsure = false
    const content = options.contentBounds()
    if (content === null || (sheet !== null && wantedScale(content) !== sheet.scale)) outdated = true
  }

  const isInside = (area: Bounds, of: Sheet): boolean =>
    area.minX >= of.area.minX &&
    area.minY >= of.area.minY &&
    area.maxX <= of.area.maxX &&
    area.maxY <= of.area.maxY

  const spoil = (on: Sheet, area: Bounds): void => {
    if (!isInside(area, on)) outdated = true
    // And one pixel more to either side, which the edge of a shape may have tinged.
    on.dirty.add(expandBounds(pixelsOf(on, area), 1))
  }

  const isCurrent = (area: Bounds): boolean =>
    sheet !== null && !outdated && next === null && sheet.dirty.within(pixelsOf(sheet, area)).length === 0

  /** Parts of what there is, or all of few shapes. */
  const isWorthWaiting = (): boolean => {
    const content = options.contentBounds()
    if (sheet === null || content === null) return false
    return (!outdated && next === null) || options.estimate(content) <= cutShapesMin
  }

  const work = (): boolean => {
    if (unsure && next === null) lookAgain()
    if (outdated && next === null) {
      outdated = false
      next = newSheet()
      if (next === null) sheet = null
    }
    if (next !== null && paintPiece(next)) {
      sheet = next
      next = null
    } else if (next === null && sheet !== null) paintPiece(sheet)
    return outdated || next !== null || sheet?.dirty.isEmpty() === false
  }

  return {
    invalidate(areas) {
      unsure = true
      if (areas === 'all') {
        outdated = true
        next = null
        return
      }
      if (sheet === null && next === null) outdated = true
      for (const on of [sheet, next]) if (on !== null) for (const area of areas) spoil(on, area)
    },
    work,
    isPainted: () => sheet !== null,
    isCurrent,
    catchUp(area, goesOn) {
      let hasPainted = false
      while (!isCurrent(area) && isWorthWaiting() && goesOn()) {
        hasPainted = true
        work()
      }
      return hasPainted
    },
    picture() {
      return sheet === null ? null : { image: sheet.surface.image, area: sheet.area, scale: sheet.scale }
    },
    readyAt(scale) {
      const ready = sheet
      if (ready === null || !ready.isCut || ready.scale !== scale || outdated || next !== null) return null
      const { surface, left, top, width, height, dirty } = ready
      return {
        image: surface.image,
        box: { minX: left, minY: top, maxX: left + width, maxY: top + height },
        dirtyWithin: (area) => dirty.within(pixelsOf(ready, area)).map((box) => areaOf(ready, box)),
      }
    },
  }
}
