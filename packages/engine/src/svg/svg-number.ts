/** Farther out nothing can stand, and readers of SVG count in single precision anyway. */
const numberMax = 1e9

/**
 * A number as SVG writes it: never an exponent, never NaN, no zero before the point.
 * @param digits after the point, at most
 */
export function svgNumber(value: number, digits = 4): string {
  if (Number.isNaN(value)) return '0'
  const scale = 10 ** digits
  const rounded = Math.round(Math.min(numberMax, Math.max(-numberMax, value)) * scale) / scale
  if (rounded === 0) return '0'
  const text = String(rounded)
  if (text.startsWith('0.')) return text.slice(1)
  return text.startsWith('-0.') ? `-${text.slice(2)}` : text
}
