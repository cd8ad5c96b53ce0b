import { type Bounds, boundsHeight, boundsWidth, expandBounds } from '@flowstate/engine'
import { addDirty } from './dirty-areas.ts'
import type { PaintContext } from './paint-context.ts'
import type { TileSurface } from './tile-surface.ts'

/** Device pixels: a picture of everything never has more. */
const overviewSize = { width: 1440, height: 960 } as const
/** Shapes that are painted in a go. */
const shapesPerPiece = 400
/** Space around what is on the canvas, so that it may grow a little. */
const margin = 0.04

export interface OverviewPicture {
  readonly image: CanvasImageSource
  readonly area: Bounds
  /** Device pixels per canvas unit. */
  readonly scale: number
}

/** A small picture of the whole canvas, to be seen stretched where nothing better is painted yet. */
export interface Overview {
  invalidate(areas: readonly Bounds[] | 'all'): void
  /** Paints a piece of what is missing or out of date. @returns whether there is more to do */
  work(): boolean
  /** Null until everything has been painted once, and for an empty canvas. */
  picture(): OverviewPicture | null
}

interface Sheet {
  readonly surface: TileSurface
  readonly area: Bounds
  readonly scale: number
  /** Pixel rows painted so far. */
  rows: number
  dirty: Bounds[]
}

export function createOverview(options: {
  createSurface(width: number, height: number): TileSurface
  paintArea(context: PaintContext, area: Bounds, scale: number): void
  contentBounds(): Bounds | null
  estimate(area: Bounds): number
}): Overview {
  let sheet: Sheet | null = null
  /** The next one, while it is painted. */
  let next: Sheet | null = null
  let outdated = true

  const newSheet = (): Sheet | null => {
    const content = options.contentBounds()
    if (content === null) return null
    const area = expandBounds(content, Math.max(boundsWidth(content), boundsHeight(content)) * margin + 40)
    const { width, height } = overviewSize
    const scale = Math.min(1, width / boundsWidth(area), height / boundsHeight(area))
    const surface = options.createSurface(
      Math.ceil(boundsWidth(area) * scale),
      Math.ceil(boundsHeight(area) * scale),
    )
    return { surface, area, scale, rows: 0, dirty: [] }
  }

  const paintRows = (on: Sheet, area: Bounds): void => {
    const { context } = on.surface
    context.save()
    context.setTransform(on.scale, 0, 0, on.scale, -on.area.minX * on.scale, -on.area.minY * on.scale)
    context.beginPath()
    context.rect(area.minX, area.minY, boundsWidth(area), boundsHeight(area))
    context.clip()
    options.paintArea(context, area, on.scale)
    context.restore()
  }

  const paintPiece = (on: Sheet): void => {
    const rowsInAll = Math.ceil(boundsHeight(on.area) * on.scale)
    const pieces = Math.max(1, Math.ceil(options.estimate(on.area) / shapesPerPiece))
    const rows = Math.min(rowsInAll, on.rows + Math.max(8, Math.ceil(rowsInAll / pieces)))
    const minY = on.area.minY + on.rows / on.scale
    paintRows(on, { ...on.area, minY, maxY: on.area.minY + rows / on.scale })
    on.rows = rows
    if (rows < rowsInAll) return
    sheet = on
    next = null
  }

  /** Whole pixels, and one more to either side. */
  const snap = (on: Sheet, dirty: Bounds): Bounds => {
    const down = (value: number, from: number) => from + Math.floor((value - from) * on.scale - 1) / on.scale
    const up = (value: number, from: number) => from + Math.ceil((value - from) * on.scale + 1) / on.scale
    return {
      minX: down(dirty.minX, on.area.minX),
      minY: down(dirty.minY, on.area.minY),
      maxX: up(dirty.maxX, on.area.minX),
      maxY: up(dirty.maxY, on.area.minY),
    }
  }

  const isInside = (area: Bounds, of: Sheet): boolean =>
    area.minX >= of.area.minX &&
    area.minY >= of.area.minY &&
    area.maxX <= of.area.maxX &&
    area.maxY <= of.area.maxY

  return {
    invalidate(areas) {
      if (areas === 'all') {
        outdated = true
        next = null
        return
      }
      if (sheet === null && next === null) outdated = true
      for (const on of [sheet, next]) {
        for (const area of on === null ? [] : areas) {
          if (on !== null && isInside(area, on)) addDirty(on.dirty, area)
          else outdated = true
        }
      }
    },
    work() {
      if (outdated && next === null) {
        outdated = false
        next = newSheet()
        if (next === null) sheet = null
      }
      if (next !== null) paintPiece(next)
      else {
        const dirty = sheet?.dirty.pop()
        if (sheet !== null && dirty !== undefined) paintRows(sheet, snap(sheet, dirty))
      }
      return outdated || next !== null || (sheet?.dirty.length ?? 0) > 0
    },
    picture() {
      return sheet === null ? null : { image: sheet.surface.image, area: sheet.area, scale: sheet.scale }
    },
  }
}
