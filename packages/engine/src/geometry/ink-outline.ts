import type { Shape } from '../shapes/shape.ts'
import { numberCell, numbersCell, stringCell } from './cell-readers.ts'
import { type InkRim, traceInk } from './ink-rim.ts'
import { resolveColour, type Theme } from './palette.ts'
import type { Path, PathCommand } from './path.ts'
import { screenDetail } from './screen-detail.ts'

/** Thickness of ink for a stroke width: a pen line reads thinner than a ruled one of the same width. */
const inkSizePerWidth = 3
/** A highlighter is broad and even. */
const highlightSizePerWidth = 7

/** By the list of points, which a shape that is moved or coloured keeps; only the last width of each. */
const rims = new WeakMap<object, { readonly kind: string; readonly width: number; readonly rim: InkRim }>()

/** What an edge is drawn with; a 2D context is one. */
export interface EdgePen {
  moveTo(x: number, y: number): void
  quadraticCurveTo(controlX: number, controlY: number, x: number, y: number): void
  closePath(): void
}

/** Draws the edge of ink: quadratic curves around the rim, from middle to middle. */
export function traceRim(pen: EdgePen, rim: InkRim): void {
  const count = rim.length
  if (count < 2) return
  pen.moveTo(
    ((rim[count - 2] as number) + (rim[0] as number)) / 2,
    ((rim[count - 1] as number) + (rim[1] as number)) / 2,
  )
  for (let i = 0; i < count; i += 2) {
    const x = rim[i] as number
    const y = rim[i + 1] as number
    const next = i + 2 < count ? i + 2 : 0
    pen.quadraticCurveTo(x, y, (x + (rim[next] as number)) / 2, (y + (rim[next + 1] as number)) / 2)
  }
  pen.closePath()
}

/** Pressure 0.5 throughout is what a mouse reports: then speed makes the line thinner instead. */
function hasPressure(numbers: readonly number[]): boolean {
  for (let i = 2; i < numbers.length; i += 3) if (numbers[i] !== 0.5) return true
  return false
}

/** Ink is as strong as a line, a highlighter as light as a note. */
export function inkColour(shape: Shape, theme: Theme): string | null {
  return shape.kind === 'highlight'
    ? resolveColour(stringCell(shape, 'stroke', 'yellow'), 'note', theme)
    : resolveColour(stringCell(shape, 'stroke', 'ink'), 'line', theme)
}

/** How thick ink is where it is thickest, in canvas units. */
export function inkWidth(shape: Shape): number {
  const perWidth = shape.kind === 'highlight' ? highlightSizePerWidth : inkSizePerWidth
  return numberCell(shape, 'strokeWidth', 2) * perWidth
}

/** Thickness of a plain line that looks as heavy as the ink. */
export function plainInkWidth(shape: Shape): number {
  return numberCell(shape, 'strokeWidth', 2) * 2
}

/** Of small ink every n-th point is enough. */
function everyOf(count: number, pixels: number): number {
  const { plainInkPointsPerPixel, plainInkEveryMax } = screenDetail
  return Math.min(Math.max(1, Math.floor(count / (pixels * plainInkPointsPerPixel))), plainInkEveryMax)
}

/**
 * Ink as a plain line, for what is far away or dashed.
 * @param pixels how long its longer side is on the screen, if it is small: points nobody could tell apart are left out
 */
export function plainInkPath(shape: Shape, pixels?: number): Path {
  const numbers = numbersCell(shape, 'points')
  const every = pixels === undefined ? 1 : everyOf(numbers.length / 3, pixels)
  const path: PathCommand[] = []
  for (let i = 0; i + 1 < numbers.length; i += every * 3) {
    path.push([i === 0 ? 'M' : 'L', numbers[i] as number, numbers[i + 1] as number])
  }
  return path
}

/** The rim of a pen or highlighter stroke. */
export function inkRim(shape: Shape): InkRim {
  const numbers = numbersCell(shape, 'points')
  const width = inkWidth(shape)
  const known = rims.get(numbers)
  if (known?.width === width && known.kind === shape.kind) return known.rim
  const isEven = shape.kind === 'highlight'
  const rim = traceInk(numbers, { width, isEven, isBySpeed: !hasPressure(numbers) })
  rims.set(numbers, { kind: shape.kind, width, rim })
  return rim
}

/** The filled outline of a pen or highlighter stroke, relative to its position. */
export function inkOutline(shape: Shape): Path {
  const path: PathCommand[] = []
  let fromX = 0
  let fromY = 0
  traceRim(
    {
      moveTo(x, y) {
        path.push(['M', x, y])
        fromX = x
        fromY = y
      },
      quadraticCurveTo(controlX, controlY, x, y) {
        path.push([
          'C',
          fromX + ((controlX - fromX) * 2) / 3,
          fromY + ((controlY - fromY) * 2) / 3,
          x + ((controlX - x) * 2) / 3,
          y + ((controlY - y) * 2) / 3,
          x,
          y,
        ])
        fromX = x
        fromY = y
      },
      closePath: () => path.push(['Z']),
    },
    inkRim(shape),
  )
  return path
}
