import { dashLengths, type LineStyle } from '../geometry/stroke-style.ts'
import type { Attributes } from './svg-markup.ts'
import { svgNumber } from './svg-number.ts'

/** Attributes of a line; its ends and joins are round all over the picture. */
export function strokeAttributes(style: LineStyle, dash: string): Attributes {
  const lengths = dashLengths(style.width, dash)
  return {
    stroke: style.colour,
    'stroke-width': style.width,
    'stroke-dasharray': lengths.length === 0 ? undefined : lengths.map((one) => svgNumber(one, 2)).join(' '),
  }
}
