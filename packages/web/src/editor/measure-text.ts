import type { MeasureWidth } from '@flowstate/engine'

/** A measure that remembers, until it is told that a font has arrived. */
export interface TextMeasurer {
  readonly measure: MeasureWidth
  forget(): void
}

/** Measures with a canvas of its own; widths of words seen before are remembered. */
export function createTextMeasurer(
  context: Pick<CanvasRenderingContext2D, 'font' | 'measureText'> | null = document
    .createElement('canvas')
    .getContext('2d'),
): TextMeasurer {
  const widths = new Map<string, number>()
  const widthsMax = 20_000
  /** What the context has; asked, it would write it out anew each time. */
  let current = ''
  const measure: MeasureWidth = (text, font) => {
    if (context === null) return text.length * 10
    const key = `${font}|${text}`
    const known = widths.get(key)
    if (known !== undefined) return known
    if (current !== font) context.font = font
    current = font
    const { width } = context.measureText(text)
    if (widths.size >= widthsMax) widths.clear()
    widths.set(key, width)
    return width
  }
  return {
    measure,
    forget: () => widths.clear(),
  }
}
