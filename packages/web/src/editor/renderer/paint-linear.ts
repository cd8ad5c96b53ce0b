import {
  canvasColour,
  flattenPath,
  linearPath,
  type Path,
  type PathCommand,
  type Point,
  pathMiddle,
  polylinePath,
  resolveColour,
  type Shape,
  stringCell,
} from '@flowstate/engine'
import { applyLineStyle, type LineStyle, lineStyleOf } from './line-style.ts'
import { type PaintContext, type PaintOptions, tracePath } from './paint-context.ts'
import { paintLines } from './paint-text.ts'

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

function headLength(style: LineStyle, lineLength: number): number {
  return Math.min(8 + style.width * 3, Math.max(4, lineLength / 2))
}

function behind(tip: Tip, along: number, aside: number): Point {
  const cos = Math.cos(tip.angle)
  const sin = Math.sin(tip.angle)
  return { x: tip.at.x - cos * along - sin * aside, y: tip.at.y - sin * along + cos * aside }
}

function paintPolygon(context: PaintContext, points: readonly Point[]): void {
  context.beginPath()
  tracePath(context, polylinePath(points, true))
  context.fill()
  context.stroke()
}

function paintHead(context: PaintContext, kind: string, tip: Tip, length: number): void {
  switch (kind) {
    case 'arrow': {
      const left = behind(tip, length * 0.86, length * 0.5)
      const right = behind(tip, length * 0.86, -length * 0.5)
      context.beginPath()
      context.moveTo(left.x, left.y)
      context.lineTo(tip.at.x, tip.at.y)
      context.lineTo(right.x, right.y)
      context.stroke()
      break
    }
    case 'triangle':
      paintPolygon(context, [tip.at, behind(tip, length, length * 0.46), behind(tip, length, -length * 0.46)])
      break
    case 'diamond':
      paintPolygon(context, [
        tip.at,
        behind(tip, length * 0.6, length * 0.4),
        behind(tip, length * 1.2, 0),
        behind(tip, length * 0.6, -length * 0.4),
      ])
      break
    case 'dot': {
      const radius = length * 0.34
      const middle = behind(tip, radius, 0)
      context.beginPath()
      context.arc(middle.x, middle.y, radius, 0, Math.PI * 2)
      context.fill()
      break
    }
    case 'bar': {
      const left = behind(tip, 0, length * 0.55)
      const right = behind(tip, 0, -length * 0.55)
      context.beginPath()
      context.moveTo(left.x, left.y)
      context.lineTo(right.x, right.y)
      context.stroke()
      break
    }
    default:
      break
  }
}

/** Filled heads hide the line's end only if the line stops inside them. */
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

function paintLineLabel(context: PaintContext, shape: Shape, middle: Point, options: PaintOptions): void {
  if (stringCell(shape, 'text', '') === '') return
  const layout = options.ruler.layout(shape)
  const box = {
    minX: middle.x - layout.width / 2,
    maxX: middle.x + layout.width / 2,
    minY: middle.y - layout.height / 2,
    maxY: middle.y + layout.height / 2,
  }
  context.fillStyle = canvasColour(null, options.theme)
  context.fillRect(box.minX - 6, box.minY, layout.width + 12, layout.height)
  const colour = resolveColour(stringCell(shape, 'textColor', 'ink'), 'line', options.theme)
  if (colour === null) return
  paintLines(context, layout, { box, top: box.minY, align: 'center', colour, scale: options.scale })
}

/** Lines and arrows; the context is in canvas coordinates. */
export function paintLinear(context: PaintContext, shape: Shape, options: PaintOptions): void {
  const path = linearPath(shape, options.lookup)
  const points = flattenPath(path)
  const style = lineStyleOf(shape, options.theme)
  if (style !== null && points.length > 1) {
    let length = 0
    for (let i = 1; i < points.length; i++) {
      const a = points[i - 1] as Point
      const b = points[i] as Point
      length += Math.hypot(b.x - a.x, b.y - a.y)
    }
    const head = headLength(style, length)
    const arrow = shape.kind === 'arrow'
    const startHead = arrow ? stringCell(shape, 'startHead', 'none') : 'none'
    const endHead = arrow ? stringCell(shape, 'endHead', 'arrow') : 'none'
    const startTip = startHead === 'none' ? null : tipOf([...points].reverse(), head * 0.8)
    const endTip = endHead === 'none' ? null : tipOf(points, head * 0.8)
    const fromStart = moveEnd(path, startTip, { by: inset(startHead, head), end: 'first' })
    const line = moveEnd(fromStart, endTip, { by: inset(endHead, head), end: 'last' })
    applyLineStyle(context, style, stringCell(shape, 'dash', 'solid'))
    context.beginPath()
    tracePath(context, line)
    context.stroke()
    context.setLineDash([])
    context.fillStyle = style.colour
    if (startTip !== null) paintHead(context, startHead, startTip, head)
    if (endTip !== null) paintHead(context, endHead, endTip, head)
  }
  paintLineLabel(context, shape, pathMiddle(points), options)
}
