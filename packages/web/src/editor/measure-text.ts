import type { MeasureWidth } from '@flowstate/engine'

/** A measure that remembers, until it is told that a font has arrived. */
export interface TextMeasurer {
  readonly measure: MeasureWidth
  forget(): void
}

const widthsMax = 20_000

/** Measures with a canvas of its own; widths of words seen before are remembered. */
export function createTextMeasurer(
  context: Pick<CanvasRenderingContext2D, 'font' | 'measureText'> | null = document
    .createElement('canvas')
    .getContext('2d'),
): TextMeasurer {
  /** By font, then text: one key of both would be written for every question. */
  const widthsByFont = new Map<string, Map<string, number>>()
  /** What the context has; asked, it would write it out anew each time. */
  let current = ''
  let kept = 0
  const forget = (): void => {
    widthsByFont.clear()
    kept = 0
  }
  const widthsOf = (font: string): Map<string, number> => {
    const widths = widthsByFont.get(font) ?? new Map<string, number>()
    widthsByFont.set(font, widths)
    return widths
  }
  const measure: MeasureWidth = (text, font) => {
    if (context === null) return text.length * 10
    const known = widthsByFont.get(font)?.get(text)
    if (known !== undefined) return known
    if (current !== font) context.font = font
    current = font
    const { width } = context.measureText(text)
    if (kept >= widthsMax) forget()
    kept += 1
    widthsOf(font).set(text, width)
    return width
  }
  return { measure, forget }
}
