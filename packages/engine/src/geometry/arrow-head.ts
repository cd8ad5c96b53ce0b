import type { Shape } from '../shapes/shape.ts'
import { linearPath, pathMiddle } from './arrow-route.ts'
import type { Point } from './bounds.ts'
import { numberCell, stringCell } from './cell-readers.ts'
import type { GeometryContext } from './geometry-context.ts'
import { ellipsePath, flattenPath, type Path, type PathCommand, polylinePath } from './path.ts'
import { polylineLength } from './polyline.ts'

export interface ArrowHead {
  readonly path: Path
  readonly filled: boolean
  readonly stroked: boolean
}

/** How a line or arrow looks, in canvas coordinates and unrotated. */
export interface LinearFigure {
  /** Stops short inside filled heads, so that its end does not show beyond their tip. */
  readonly line: Path
  readonly heads: readonly ArrowHead[]
  /** Where a label sits. */
  readonly middle: Point
}

interface Tip {
  readonly at: Point
  /** The direction the line arrives from, in radians. */
  readonly angle: number
}

/** The tip and the direction the line comes in, judged a little way back so that short last pieces do not tilt the head. */
function tipOf(points: readonly Point[], reach: number): Tip | null {
  const at = points[points.length - 1]
  if (at === undefined || points.length < 2) return null
  let back = points[points.length - 2] as Point
  for (let i = points.length - 2; i >= 0; i--) {
    back = points[i] as Point
    if (Math.hypot(at.x - back.x, at.y - back.y) >= reach) break
  }
  return { at, angle: Math.atan2(at.y - back.y, at.x - back.x) }
}

function headLength(strokeWidth: number, lineLength: number): number {
  return Math.min(8 + strokeWidth * 3, Math.max(4, lineLength / 2))
}

function behind(tip: Tip, along: number, aside: number): Point {
  const cos = Math.cos(tip.angle)
  const sin = Math.sin(tip.angle)
  return { x: tip.at.x - cos * along - sin * aside, y: tip.at.y - sin * along + cos * aside }
}

function openHead(...points: readonly Point[]): ArrowHead {
  return { path: polylinePath(points, false), filled: false, stroked: true }
}

function solidHead(...points: readonly Point[]): ArrowHead {
  return { path: polylinePath(points, true), filled: true, stroked: true }
}

function headOf(kind: string, tip: Tip, length: number): ArrowHead | null {
  switch (kind) {
    case 'arrow':
      return openHead(
        behind(tip, length * 0.86, length * 0.5),
        tip.at,
        behind(tip, length * 0.86, -length * 0.5),
      )
    case 'triangle':
      return solidHead(tip.at, behind(tip, length, length * 0.46), behind(tip, length, -length * 0.46))
    case 'diamond':
      return solidHead(
        tip.at,
        behind(tip, length * 0.6, length * 0.4),
        behind(tip, length * 1.2, 0),
        behind(tip, length * 0.6, -length * 0.4),
      )
    case 'dot': {
      const radius = length * 0.34
      return { path: ellipsePath(behind(tip, radius, 0), radius, radius), filled: true, stroked: false }
    }
    case 'bar':
      return openHead(behind(tip, 0, length * 0.55), behind(tip, 0, -length * 0.55))
    default:
      return null
  }
}

/** How far a line stops before its tip: filled heads hide its end only if it stops inside them. */
function inset(kind: string, length: number): number {
  return kind === 'triangle' || kind === 'diamond' ? length * 0.6 : kind === 'dot' ? length * 0.3 : 0
}

function endingAt(command: PathCommand, at: Point): PathCommand {
  switch (command[0]) {
    case 'M':
    case 'L':
      return [command[0], at.x, at.y]
    case 'C':
      return ['C', command[1], command[2], command[3], command[4], at.x, at.y]
    case 'Z':
      return command
  }
}

function moveEnd(
  path: Path,
  tip: Tip | null,
  inwards: { readonly by: number; readonly end: 'first' | 'last' },
): Path {
  const { by, end } = inwards
  if (tip === null || by === 0) return path
  const at = behind(tip, by, 0)
  const index = end === 'first' ? 0 : path.length - 1
  return path.map((command, i) => (i === index ? endingAt(command, at) : command))
}

interface Heads {
  readonly startHead: string
  readonly endHead: string
  readonly length: number
}

/** The heads of an arrow along its points. */
function headsOf(shape: Shape, points: readonly Point[]): Heads {
  return {
    startHead: stringCell(shape, 'startHead', 'none'),
    endHead: stringCell(shape, 'endHead', 'arrow'),
    length: headLength(numberCell(shape, 'strokeWidth', 2), polylineLength(points)),
  }
}

/** Where the label of a line sits: in the middle of what its heads leave of it. */
export function labelMiddle(shape: Shape, points: readonly Point[]): Point {
  if (shape.kind !== 'arrow' || points.length < 2) return pathMiddle(points)
  const { startHead, endHead, length } = headsOf(shape, points)
  const taken = (head: string) => (head === 'none' ? 0 : length)
  return pathMiddle(points, [taken(startHead), taken(endHead)])
}

export function linearFigure(shape: Shape, context: GeometryContext): LinearFigure {
  const path = linearPath(shape, context)
  const points = flattenPath(path)
  const middle = labelMiddle(shape, points)
  if (shape.kind !== 'arrow' || points.length < 2) return { line: path, heads: [], middle }
  const { startHead, endHead, length } = headsOf(shape, points)
  const startTip = startHead === 'none' ? null : tipOf([...points].reverse(), length * 0.8)
  const endTip = endHead === 'none' ? null : tipOf(points, length * 0.8)
  const fromStart = moveEnd(path, startTip, { by: inset(startHead, length), end: 'first' })
  const heads: ArrowHead[] = []
  for (const [kind, tip] of [
    [startHead, startTip],
    [endHead, endTip],
  ] as const) {
    const head = tip === null ? null : headOf(kind, tip, length)
    if (head !== null) heads.push(head)
  }
  return { line: moveEnd(fromStart, endTip, { by: inset(endHead, length), end: 'last' }), heads, middle }
}
