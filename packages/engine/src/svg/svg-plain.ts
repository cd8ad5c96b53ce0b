import { isSized, rotationOf } from '../geometry/cell-readers.ts'
import { hitLine } from '../geometry/hit-shape.ts'
import { screenDetail } from '../geometry/screen-detail.ts'
import { uprightBounds } from '../geometry/shape-bounds.ts'
import type { Shape } from '../shapes/shape.ts'
import { boxOnGrid, createPictureGrid, lineOnGrid, type PictureGrid, stepsPerPixel } from './picture-grid.ts'
import type { PlacedShape } from './svg-content.ts'
import { type Attributes, element, type Markup } from './svg-markup.ts'
import type { SvgPen } from './svg-pen.ts'
import { insideColour, spotColour } from './svg-spot.ts'
import type { SvgView } from './svg-view.ts'
import { thinPoints } from './thin-points.ts'
import { eachInSteps, type WorkSteps } from './work-steps.ts'

const apartPixels = 2.5
const pointsMax = 24
/** What a path with its colours takes besides its data, and the least one shape takes. */
const pathBytes = 70
const shapeBytesMin = 14

const boxKinds: ReadonlySet<string> = new Set(['rectangle', 'note', 'frame', 'image', 'text'])

function dataOf(shape: Shape, grid: PictureGrid, pen: SvgPen): string {
  if (boxKinds.has(shape.kind) && rotationOf(shape) === 0) return boxOnGrid(grid, uprightBounds(shape, pen))
  const points = thinPoints(hitLine(shape, pen), { apart: apartPixels / pen.scale, countMax: pointsMax })
  return lineOnGrid(grid, points, isSized(shape))
}

/** Fill and line as attributes; null when nothing shows. */
function styleOf(shape: Shape, pen: SvgPen): Attributes | null {
  const colour = spotColour(shape, pen.theme)
  if (shape.kind === 'text') {
    return colour === null ? null : { fill: colour, 'fill-opacity': screenDetail.barAlpha }
  }
  const fill = insideColour(shape, pen.theme)
  const stroke = shape.kind === 'note' || shape.kind === 'image' ? null : colour
  if (fill === null && stroke === null) return null
  return {
    fill: fill ?? undefined,
    ...(stroke === null ? {} : { stroke, 'stroke-width': stepsPerPixel }),
  }
}

/** Shapes as bare outlines, those that look alike in one path. */
export interface PlainSheet {
  /** Takes all of them, or none when they would make the sheet larger than `bytesMax`. Says whether it did. */
  add(placed: readonly PlacedShape[], bytesMax: number): WorkSteps<boolean>
  markup(): readonly Markup[]
}

export function createPlainSheet(view: SvgView, pen: SvgPen): PlainSheet {
  const grid = createPictureGrid(view)
  const paths = new Map<string, { readonly style: Attributes; data: string }>()
  let bytes = 0

  return {
    *add(placed, bytesMax) {
      if (bytes + placed.length * shapeBytesMin > bytesMax) return false
      const added: { readonly key: string; readonly style: Attributes; readonly data: string }[] = []
      const keys = new Set(paths.keys())
      let more = 0
      yield* eachInSteps(placed, ({ shape }) => {
        const style = styleOf(shape, pen)
        if (style === null) return true
        const key = `${style.fill} ${style.stroke}`
        const data = dataOf(shape, grid, pen)
        more += data.length + (keys.has(key) ? 0 : pathBytes)
        keys.add(key)
        added.push({ key, style, data })
        return bytes + more <= bytesMax
      })
      if (bytes + more > bytesMax) return false
      bytes += more
      for (const { key, style, data } of added) {
        const known = paths.get(key)
        if (known === undefined) paths.set(key, { style, data })
        else known.data += data
      }
      return true
    },
    markup: () =>
      grid.wrap([...paths.values()].map(({ style, data }) => element('path', { d: data, ...style }))),
  }
}
