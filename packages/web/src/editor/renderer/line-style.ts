import { dashLengths, type LineStyle } from '@flowstate/engine'
import type { PaintContext } from './paint-context.ts'

/** Sets colour, width and dashes; ends and joins are round. */
export function applyLineStyle(context: PaintContext, style: LineStyle, dash: string): void {
  context.strokeStyle = style.colour
  context.lineWidth = style.width
  context.lineCap = 'round'
  context.lineJoin = 'round'
  context.setLineDash(dashLengths(style.width, dash))
}
