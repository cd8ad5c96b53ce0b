import type { Shape } from '../shapes/shape.ts'
import { numberCell, stringCell } from './cell-readers.ts'
import { resolveColour, type Theme } from './palette.ts'

export interface LineStyle {
  readonly colour: string
  readonly width: number
}

/** The stroke of a shape; null when it has none. */
export function lineStyleOf(shape: Shape, theme: Theme): LineStyle | null {
  const colour = resolveColour(stringCell(shape, 'stroke', 'ink'), 'line', theme)
  return colour === null ? null : { colour, width: numberCell(shape, 'strokeWidth', 2) }
}

/**
 * Lengths of dash and gap, for round line ends; empty for an unbroken line. They scale with the width so that dashes look
 * alike at any size.
 */
export function dashLengths(width: number, dash: string): number[] {
  const unit = Math.max(1.5, width)
  switch (dash) {
    case 'dashed':
      return [unit * 3.5, unit * 3]
    case 'dotted':
      return [0.01, unit * 2.6]
    default:
      return []
  }
}
