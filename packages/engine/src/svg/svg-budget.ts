import { boundsHeight, boundsWidth } from '../geometry/bounds.ts'
import { stringCell } from '../geometry/cell-readers.ts'
import { screenDetail } from '../geometry/screen-detail.ts'
import type { ShapeId } from '../ids.ts'
import type { Shape } from '../shapes/shape.ts'
import { utf8Length } from '../utf8.ts'
import type { PlacedShape } from './svg-content.ts'
import type { Markup } from './svg-markup.ts'
import { mosaicMarkup } from './svg-mosaic.ts'
import type { SvgPen } from './svg-pen.ts'
import { createPlainSheet } from './svg-plain.ts'
import { shapeMarkup } from './svg-shape.ts'
import type { SvgView } from './svg-view.ts'
import { eachInSteps, type WorkSteps } from './work-steps.ts'

/** Parts of the bytes: shapes in full take at most the first, with outlines at most the second; the document itself the rest. */
const shares = { full: 0.6, outlines: 0.75, all: 0.92 } as const
/** Smaller than some 14 pixels, an outline looks much like all there is to a shape; with so few shapes nothing need be saved. */
const fullRankMin = 8
const fewShapesMax = 150
/** No single shape may take more than this part. */
const shareOfOneMax = 0.08
/** What the clip of one more frame takes, and the least a shape in full does. */
const clipBytes = 130
const fullBytesMin = 70

export interface BudgetedMarkup {
  /** Shapes written in full. */
  readonly shapes: ReadonlyMap<ShapeId, Markup>
  /** All others, on top: small things seldom lie under large ones. */
  readonly rest: readonly Markup[]
}

interface FullMarkup {
  readonly shapes: ReadonlyMap<ShapeId, Markup>
  readonly bytes: number
}

interface SizeClass {
  /** Half powers of two of pixels. */
  readonly rank: number
  readonly members: readonly PlacedShape[]
}

/** Shapes of about the same size in the picture, large ones first; spots, which are too small for any outline, apart. */
function sizeClasses(
  placed: readonly PlacedShape[],
  scale: number,
): { readonly classes: readonly SizeClass[]; readonly spots: readonly PlacedShape[] } {
  const classes = new Map<number, PlacedShape[]>()
  const spots: PlacedShape[] = []
  for (const one of placed) {
    const pixels = Math.max(boundsWidth(one.bounds), boundsHeight(one.bounds)) * scale
    const rank = Math.round(Math.log2(pixels) * 2)
    const known = classes.get(rank)
    if (pixels < screenDetail.spotPixels) spots.push(one)
    else if (known === undefined) classes.set(rank, [one])
    else known.push(one)
  }
  const ranked = [...classes.entries()].sort(([a], [b]) => b - a)
  return { classes: ranked.map(([rank, members]) => ({ rank, members })), spots }
}

/** Letters of a shape that whoever gives the pictures answers for. */
function carriedLength(shape: Shape, pen: SvgPen): number {
  return shape.kind === 'image' ? (pen.image(stringCell(shape, 'assetId', ''))?.length ?? 0) : 0
}

/** A class in full; null when it does not fit. A shape too long by itself is passed over. */
function* fullMarkup(
  { rank, members }: SizeClass,
  limits: { readonly rankMin: number; readonly bytes: number; readonly bytesOfOne: number },
  pen: SvgPen,
): WorkSteps<FullMarkup | null> {
  if (rank < limits.rankMin || members.length * fullBytesMin > limits.bytes) return null
  const shapes = new Map<ShapeId, Markup>()
  const parents = new Set<ShapeId>()
  let bytes = 0
  yield* eachInSteps(members, ({ shape }) => {
    const markup = shapeMarkup(shape, pen)
    const length = markup === null ? 0 : utf8Length(markup) - carriedLength(shape, pen)
    if (markup === null || length > limits.bytesOfOne) return true
    bytes += length
    if (shape.parentId !== null && !parents.has(shape.parentId)) {
      parents.add(shape.parentId)
      bytes += clipBytes
    }
    shapes.set(shape.id, markup)
    return bytes <= limits.bytes
  })
  return bytes <= limits.bytes ? { shapes, bytes } : null
}

/**
 * Large shapes in full, class by class for as long as a whole class fits: equal shapes should look alike. Then outlines by
 * the same rule. What is left, and spots, as cells of a mosaic.
 */
export function* markupWithin(
  bytesMax: number,
  { placed, view }: { readonly placed: readonly PlacedShape[]; readonly view: SvgView },
  pen: SvgPen,
): WorkSteps<BudgetedMarkup> {
  const { classes, spots } = sizeClasses(placed, view.scale)
  const shapes = new Map<ShapeId, Markup>()
  const simple: PlacedShape[][] = []
  let bytes = 0
  let isFull = true
  const rankMin = placed.length > fewShapesMax ? fullRankMin : Number.NEGATIVE_INFINITY
  for (const sizeClass of classes) {
    const limits = { rankMin, bytes: bytesMax * shares.full - bytes, bytesOfOne: bytesMax * shareOfOneMax }
    const full: FullMarkup | null = isFull ? yield* fullMarkup(sizeClass, limits, pen) : null
    isFull = full !== null
    for (const [id, markup] of full?.shapes ?? []) shapes.set(id, markup)
    bytes += full?.bytes ?? 0
    simple.push(sizeClass.members.filter(({ shape }) => !shapes.has(shape.id)))
  }
  const sheet = createPlainSheet(view, pen)
  let written = 0
  while (written < simple.length) {
    const fits = yield* sheet.add(simple[written] ?? [], bytesMax * shares.outlines - bytes)
    if (!fits) break
    written += 1
  }
  const left = [...simple.slice(written).flat(), ...spots]
  const outlines = sheet.markup()
  const bytesLeft = bytesMax * shares.all - bytes - outlines.reduce((sum, part) => sum + part.length, 0)
  const mosaic = yield* mosaicMarkup(left, { view, bytesMax: bytesLeft }, pen)
  return { shapes, rest: [...outlines, ...mosaic] }
}
