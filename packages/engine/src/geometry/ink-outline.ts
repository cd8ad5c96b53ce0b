import { getStroke } from 'perfect-freehand'
import type { Shape } from '../shapes/shape.ts'
import type { Point } from './bounds.ts'
import { numberCell, numbersCell, stringCell } from './cell-readers.ts'
import { resolveColour, type Theme } from './palette.ts'
import type { Path, PathCommand } from './path.ts'

/** Thickness of ink for a stroke width: a pen line reads thinner than a ruled one of the same width. */
const inkSizePerWidth = 3
/** A highlighter is broad and even. */
const highlightSizePerWidth = 7

/** By the list of points, which a shape that is moved or coloured keeps; only the last width of each. */
const outlines = new WeakMap<
  object,
  { readonly kind: string; readonly width: number; readonly outline: Path }
>()

/** Joins points by quadratic curves through their middles, given as cubic ones. */
function closedCurve(points: readonly Point[]): Path {
  const last = points[points.length - 1]
  if (last === undefined) return []
  const first = points[0] as Point
  const path: PathCommand[] = [['M', (last.x + first.x) / 2, (last.y + first.y) / 2]]
  let from = { x: (last.x + first.x) / 2, y: (last.y + first.y) / 2 }
  points.forEach((control, i) => {
    const next = points[(i + 1) % points.length] as Point
    const to = { x: (control.x + next.x) / 2, y: (control.y + next.y) / 2 }
    path.push([
      'C',
      from.x + ((control.x - from.x) * 2) / 3,
      from.y + ((control.y - from.y) * 2) / 3,
      to.x + ((control.x - to.x) * 2) / 3,
      to.y + ((control.y - to.y) * 2) / 3,
      to.x,
      to.y,
    ])
    from = to
  })
  path.push(['Z'])
  return path
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

/**
 * Ink as a plain line, for what is far away or dashed.
 * @param every takes only each n-th point
 */
export function plainInkPath(shape: Shape, every: number): Path {
  const numbers = numbersCell(shape, 'points')
  const path: PathCommand[] = []
  for (let i = 0; i + 1 < numbers.length; i += every * 3) {
    path.push([i === 0 ? 'M' : 'L', numbers[i] as number, numbers[i + 1] as number])
  }
  return path
}

/** The filled outline of a pen or highlighter stroke, relative to its position. */
export function inkOutline(shape: Shape): Path {
  const numbers = numbersCell(shape, 'points')
  const width = inkWidth(shape)
  const known = outlines.get(numbers)
  if (known?.width === width && known.kind === shape.kind) return known.outline
  const input: [number, number, number][] = []
  for (let i = 0; i + 2 < numbers.length; i += 3) {
    input.push([numbers[i] as number, numbers[i + 1] as number, numbers[i + 2] as number])
  }
  const even = shape.kind === 'highlight'
  const stroke = getStroke(input, {
    size: width,
    thinning: even ? 0 : 0.55,
    smoothing: 0.55,
    streamline: 0.4,
    simulatePressure: !even && !hasPressure(numbers),
    last: true,
  })
  const outline = closedCurve(stroke.map(([x, y]) => ({ x, y })))
  outlines.set(numbers, { kind: shape.kind, width, outline })
  return outline
}
