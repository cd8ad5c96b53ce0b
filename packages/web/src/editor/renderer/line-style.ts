import { numberCell, resolveColour, type Shape, stringCell, type Theme } from '@flowstate/engine'
import type { PaintContext } from './paint-context.ts'

export interface LineStyle {
  readonly colour: string
  readonly width: number
}

/** The stroke of a shape; null when it has none. */
export function lineStyleOf(shape: Shape, theme: Theme): LineStyle | null {
  const colour = resolveColour(stringCell(shape, 'stroke', 'ink'), 'line', theme)
  return colour === null ? null : { colour, width: numberCell(shape, 'strokeWidth', 2) }
}

/** Sets colour, width and dashes. Dashes scale with the width so that they look alike at any size. */
export function applyLineStyle(context: PaintContext, style: LineStyle, dash: string): void {
  context.strokeStyle = style.colour
  context.lineWidth = style.width
  context.lineCap = 'round'
  context.lineJoin = 'round'
  const unit = Math.max(1.5, style.width)
  if (dash === 'dashed') context.setLineDash([unit * 3.5, unit * 3])
  else if (dash === 'dotted') context.setLineDash([0.01, unit * 2.6])
  else context.setLineDash([])
}
